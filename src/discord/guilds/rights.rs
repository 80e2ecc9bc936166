//! What a member may do in a channel, "Permissions" in Discord's documentation.

use crate::{
    discord::rest::id,
    domain::{Right, Rights},
};
use serde_json::Value;

/// A member of a server.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Member {
    pub(super) id: u64,
    /// Without `@everyone`.
    pub(super) roles: Vec<u64>,
}

/// Types of an exception.
const OF_ROLE: u64 = 0;
const OF_MEMBER: u64 = 1;
/// All that there can be.
const ALL: u64 = u64::MAX;

/// What a member may do in a channel of a server; `exceptions` is the channel that has the exceptions.
pub(super) fn rights_in(guild: &Value, exceptions: &Value, member: &Member) -> Rights {
    let everyone = id(&guild["id"]).unwrap_or_default();
    if id(&guild["owner_id"]) == Some(member.id) {
        return Rights(ALL);
    }
    let holds = |role: u64| role == everyone || member.roles.contains(&role);
    let roles = guild["roles"].as_array().into_iter().flatten();
    let base = roles
        .filter(|role| id(&role["id"]).is_some_and(holds))
        .fold(0, |all, role| all | number(&role["permissions"]));
    if base & Right::Administrator.bit() != 0 {
        return Rights(ALL);
    }
    let of = |kind: u64, fits: &dyn Fn(u64) -> bool| {
        let all = exceptions["permission_overwrites"].as_array().into_iter().flatten();
        let fitting = all.filter(|one| one["type"] == kind && id(&one["id"]).is_some_and(fits));
        fitting
            .fold((0, 0), |(allow, deny), one| (allow | number(&one["allow"]), deny | number(&one["deny"])))
    };
    let steps = [
        of(OF_ROLE, &|role| role == everyone),
        of(OF_ROLE, &|role| role != everyone && holds(role)),
        of(OF_MEMBER, &|person| person == member.id),
    ];
    implied(steps.into_iter().fold(base, |rights, (allow, deny)| rights & !deny | allow))
}

/// Who sees nothing may do nothing; who may not write may neither embed, attach nor ping.
fn implied(rights: u64) -> Rights {
    if rights & Right::ViewChannel.bit() == 0 {
        return Rights(0);
    }
    if rights & (Right::SendMessages.bit() | Right::SendInThreads.bit()) == 0 {
        let needs_writing = [Right::EmbedLinks, Right::AttachFiles, Right::MentionEveryone];
        return Rights(needs_writing.iter().fold(rights, |rights, right| rights & !right.bit()));
    }
    Rights(rights)
}

/// Discord writes rights as decimal text.
fn number(value: &Value) -> u64 {
    value.as_str().and_then(|text| text.parse().ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const VIEW: u64 = Right::ViewChannel.bit();
    const SEND: u64 = Right::SendMessages.bit();
    const EMBED: u64 = Right::EmbedLinks.bit();

    fn guild(roles: &[(u64, u64)]) -> Value {
        let role =
            |(role, rights): &(u64, u64)| json!({"id": role.to_string(), "permissions": rights.to_string()});
        json!({"id": "1", "owner_id": "9", "roles": roles.iter().map(role).collect::<Vec<_>>()})
    }

    fn channel(exceptions: &[(u64, u64, u64, u64)]) -> Value {
        let one = |(id, kind, allow, deny): &(u64, u64, u64, u64)| json!({"id": id.to_string(), "type": kind, "allow": allow.to_string(), "deny": deny.to_string()});
        json!({"permission_overwrites": exceptions.iter().map(one).collect::<Vec<_>>()})
    }

    #[test]
    fn rights_are_added_up_in_discords_order() {
        let member = Member { id: 5, roles: vec![2, 3] };
        let admin = Right::Administrator.bit();
        for (name, roles, exceptions, expected) in [
            ("of roles", vec![(1, VIEW), (2, SEND), (4, EMBED)], vec![], VIEW | SEND),
            ("nothing of a role of others", vec![(1, VIEW)], vec![(4, 0, SEND, 0)], VIEW),
            ("denied to all", vec![(1, VIEW | SEND)], vec![(1, 0, 0, SEND)], VIEW),
            (
                "a role's leave beats what all are denied",
                vec![(1, VIEW | SEND)],
                vec![(1, 0, 0, SEND), (2, 0, SEND, 0)],
                VIEW | SEND,
            ),
            (
                "one role's leave beats another's denial",
                vec![(1, VIEW)],
                vec![(2, 0, 0, SEND), (3, 0, SEND, 0)],
                VIEW | SEND,
            ),
            ("the member's own comes last", vec![(1, VIEW)], vec![(2, 0, SEND, 0), (5, 1, 0, SEND)], VIEW),
            ("another member's is nothing", vec![(1, VIEW)], vec![(6, 1, SEND, 0)], VIEW),
            ("unseen is nothing", vec![(1, VIEW | SEND)], vec![(1, 0, 0, VIEW)], 0),
            ("who can't write can't embed", vec![(1, VIEW | SEND | EMBED)], vec![(1, 0, 0, SEND)], VIEW),
            ("an administrator may all", vec![(1, 0), (3, admin)], vec![(1, 0, 0, VIEW)], u64::MAX),
        ] {
            assert_eq!(rights_in(&guild(&roles), &channel(&exceptions), &member), Rights(expected), "{name}");
        }
        let owner = Member { id: 9, roles: vec![] };
        assert_eq!(rights_in(&guild(&[]), &channel(&[(1, 0, 0, VIEW)]), &owner), Rights(u64::MAX));
    }
}
