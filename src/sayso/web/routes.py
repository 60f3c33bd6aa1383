"""Every router of the page, in the order of its menu; a view is one module under `views`."""

from sayso.web.views import api, incident, incidents, sign_in

ROUTERS = (
    incidents.router,
    incident.router,
    api.router,
    sign_in.router,
)
