"""Who is who: auth.test, users.info, bots.info, team.info, apps.connections.open."""

from ..calls import Call
from ..core import Core
from ..refused import Refused
from ..workspace import Json


def auth_test(slack: Core, call: Call) -> Json:
    workspace = slack.workspace
    return {
        "url": f"https://{workspace.domain}.slack.com/",
        "team": workspace.domain.title(),
        "user": workspace.bot.name,
        "team_id": workspace.team_id,
        "user_id": workspace.bot.id,
        "bot_id": workspace.bot_id,
        "is_enterprise_install": False,
    }


def users_info(slack: Core, call: Call) -> Json:
    user = slack.workspace.users.get(call.need("user"))
    if user is None:
        raise Refused("user_not_found")
    profile = {"real_name": user.real_name, "display_name": user.name}
    found = {
        "id": user.id,
        "team_id": slack.workspace.team_id,
        "name": user.name,
        "real_name": user.real_name,
        "is_bot": user.is_bot,
        "deleted": False,
        "tz": "America/Toronto",
        "tz_offset": -18000,
        "profile": profile,
    }
    return {"user": found}


def bots_info(slack: Core, call: Call) -> Json:
    workspace = slack.workspace
    if call.get("bot") not in (None, workspace.bot_id):
        raise Refused("bot_not_found")
    bot = {
        "id": workspace.bot_id,
        "deleted": False,
        "name": workspace.bot.name,
        "user_id": workspace.bot.id,
        "app_id": workspace.app_id,
    }
    return {"bot": bot}


def team_info(slack: Core, call: Call) -> Json:
    workspace = slack.workspace
    team = {"id": workspace.team_id, "name": workspace.domain.title(), "domain": workspace.domain}
    return {"team": team}


def connections_open(slack: Core, call: Call) -> Json:
    ticket = slack.sockets.new_ticket()
    return {"url": f"ws://127.0.0.1:{slack.port}/link/?ticket={ticket}"}


METHODS = {
    "auth.test": auth_test,
    "users.info": users_info,
    "bots.info": bots_info,
    "team.info": team_info,
    "apps.connections.open": connections_open,
}
