def locked_out(request, credentials=None, *args, **kwargs):
    pass
