"""How often something was tried within a span of time; `ledetraad.web.limits` counts in it."""
