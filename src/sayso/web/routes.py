"""Every router of the page, in the order of its menu; a view is one module under `views`."""

from sayso.web.views import (
    add,
    agreement,
    api,
    decide,
    decisions,
    incident,
    incidents,
    linking,
    matching,
    pledges,
    report,
    review,
    search,
    sign_in,
    sources,
    timeline,
)

ROUTERS = (
    incidents.router,
    timeline.router,
    incident.router,
    report.router,
    sources.router,
    review.router,
    matching.router,
    agreement.router,
    decisions.router,
    decide.router,
    pledges.router,
    add.router,
    search.router,
    linking.router,
    api.router,
    sign_in.router,
)
