"""The filters of the page: a form, and what is set in it, always in sight."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from index.listing import ListedArticle
from rag.filters import NO_FILTERS, Filters, filters_from, said
from ui.text import heading, html_escape


def form_html(filters: Filters, outlets: Sequence[str], articles: Sequence[ListedArticle]) -> str:
    """The form, with what is set."""
    boxes = "".join(
        f'<label><input type="checkbox" name="outlets" value="{html_escape(each)}"'
        f"{' checked' if each in filters.outlets else ''}> {html_escape(each)}</label>"
        for each in outlets
    )
    options = "".join(
        f'<option value="{html_escape(each.id)}"'
        f"{' selected' if each.id in filters.articles else ''}>"
        f"{html_escape(heading(each))}</option>"
        for each in articles
    )
    chosen = (
        f'<label>Single article <select name="articles"><option value="">any</option>{options}'
        "</select></label>"
        if articles
        else ""
    )
    listed = f"<fieldset><legend>Outlets</legend>{boxes}</fieldset>" if boxes else ""
    return (
        '<details class="limits"><summary>Filters</summary>'
        '<form data-event="limit" data-live>'
        f"{listed}<div class=dates>"
        f'<label>Published from <input type="date" name="since" value="{_date(filters.since)}">'
        "</label>"
        f'<label>Published until <input type="date" name="until" value="{_date(filters.until)}">'
        "</label>"
        '<label>As of (UTC) <input type="datetime-local" name="as_of"'
        f' value="{_moment(filters.as_of)}"></label>{chosen}</div>'
        "</form></details>"
    )


def active_html(filters: Filters, names: Mapping[str, str], fault: str = "") -> str:
    """What is set, each with a button that drops it; `names` are the articles' by id."""
    chips = []
    if filters.as_of:
        chips.append(_chip(f"As of {said(filters.as_of)}", "as_of"))
    if filters.since:
        chips.append(_chip(f"From {said(filters.since)}", "since"))
    if filters.until:
        chips.append(_chip(f"Until {said(filters.until)}", "until"))
    chips += [_chip(each, "outlets", each) for each in filters.outlets]
    chips += [_chip(names.get(each, "One article"), "articles", each) for each in filters.articles]
    told = f'<p class="failure" role="alert">{html_escape(fault)}</p>' if fault else ""
    if not chips:
        return told
    return (
        f'{told}<ul class="chips" aria-label="Active filters">{"".join(chips)}'
        '<li><button type="button" class="plain" data-event="drop" data-field="all">Clear filters'
        "</button></li></ul>"
    )


def read_form(fields: Mapping[str, Any]) -> Filters:
    """The filters of the form as it was sent. Raises UsageError for what is no date."""

    def listed(name: str) -> list[str]:
        value = fields.get(name)
        values = value if isinstance(value, list) else [value]
        return [each for each in values if isinstance(each, str) and each]

    def single(name: str) -> str | None:
        return next(iter(listed(name)), None)

    return filters_from(
        as_of=single("as_of"),
        since=single("since"),
        until=single("until"),
        outlets=listed("outlets"),
        articles=listed("articles"),
        called=lambda field: field.replace("_", " ").capitalize(),
    )


def without(filters: Filters, field: str, value: str) -> Filters:
    """The filters without one of theirs, or without any ("all")."""
    if field == "as_of":
        return replace(filters, as_of=None)
    if field == "since":
        return replace(filters, since=None)
    if field == "until":
        return replace(filters, until=None)
    if field == "outlets":
        return replace(filters, outlets=tuple(each for each in filters.outlets if each != value))
    if field == "articles":
        return replace(filters, articles=tuple(each for each in filters.articles if each != value))
    return NO_FILTERS


def _chip(text: str, field: str, value: str = "") -> str:
    shown = html_escape(text)
    return (
        f'<li class="chip">{shown} <button type="button" data-event="drop"'
        f' data-field="{field}" data-value="{html_escape(value)}"'
        f' aria-label="Remove the filter {shown}">×</button></li>'
    )


def _date(moment: datetime | None) -> str:
    return moment.astimezone(UTC).date().isoformat() if moment else ""


def _moment(moment: datetime | None) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M") if moment else ""
