"""The hearing's public addresses, under a plan's own, in each of its languages."""

from __future__ import annotations

from django.urls import URLPattern, path

from ledetraad.web.hearing.public import following, invited, own, reading, speaking

urlpatterns: list[URLPattern] = [
    path("", reading.home),
    path("si/", speaking.speak),
    path("mitt/<str:token>/", own.own),
    path("mitt/<str:token>/rett/", own.correct_own),
    path("mitt/<str:token>/fil/<int:pk>/", own.own_file),
    path("bekreft/<str:token>/", own.confirm_mail),
    path("invitert/<str:token>/", invited.invitation),
    path("invitert/<str:token>/si/", invited.speak_invited),
    path("folg/", following.follow),
    path("bekreft-folging/<str:token>/", following.confirm),
    path("forlat/<str:token>/", following.leave),
    path("tall/", reading.numbers),
    path("innspill/", reading.statements),
    path("innspill.atom", reading.feed),
    path("innspill/<int:number>/", reading.one),
    path("innspill/<int:number>/stott/", reading.support),
    path("innspill/<int:number>/fil/<int:pk>/", reading.file),
]
