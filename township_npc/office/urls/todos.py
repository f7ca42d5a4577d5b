from django.urls import path

from township_npc.office.views import todos

urlpatterns = [
    path("todo/", todos.todo_list, name="todo-list"),
    path("todo/texts/", todos.todo_texts, name="todo-texts"),
    path("todo/mails/<uuid:pk>/seen/", todos.digest_seen, name="digest-seen"),
    path("me/mail/", todos.mail_address, name="mail-address"),
]
