from django.urls import path

from township_npc.office.views import demo_door, entrance, first_run, me, second_factor, sign_in

urlpatterns = [
    path("login/", sign_in.login, name="login"),
    path("login/carried/", sign_in.carried_form, name="carried"),
    path("logout/", sign_in.logout, name="logout"),
    path("me/", me.me, name="me"),
    path("me/password/", me.password_change, name="password-change"),
    path("me/pin/", me.pin_set, name="pin-set"),
    path("sign-ins/<uuid:pk>/end/", me.sign_in_end, name="sign-in-end"),
    path("password/<str:token>/", me.password_set, name="password-set"),
    path("totp/", second_factor.totp, name="totp"),
    path("totp/add/", second_factor.totp_add, name="totp-add"),
    path("totp/codes/", second_factor.recovery_codes, name="recovery-codes"),
    path("enter/", entrance.enter_code, name="enter-code"),
    path("enter/<str:token>/", entrance.enter, name="enter"),
    path("entrance/<uuid:pk>/", entrance.entrance, name="entrance"),
    path("first-run/", first_run.first_run, name="first-run"),
    path("demo/", demo_door.demo, name="demo"),
]
