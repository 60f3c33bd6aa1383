"""Every router of the page, in the order of its menu; a view is one module under `views`."""

from sayso.web.views import (
    agreement,
    api,
    decide,
    decisions,
    incident,
    incidents,
    matching,
    report,
    review,
    sign_in,
    sources,
)

ROUTERS = (
    incidents.router,
    incident.router,
    report.router,
    sources.router,
    review.router,
    matching.router,
    agreement.router,
    decisions.router,
    decide.router,
    api.router,
    sign_in.router,
)
