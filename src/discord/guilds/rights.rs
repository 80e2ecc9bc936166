//! What a member may do in a channel, "Permissions" in Discord's documentation.

use super::seen::{Channel, Exception, Guild, Member};
use crate::domain::{Right, Rights};
use chrono::{DateTime, Utc};

/// All that there can be.
const ALL: u64 = u64::MAX;
/// What is left in a time-out.
const SILENCED: u64 = Right::ViewChannel.bit() | Right::ReadHistory.bit();
/// What a member may do in a channel of a server; in a thread, the channel above it says so. Whoever may not write may
/// not embed, attach or ping either: that isn't taken from these rights, so that only the cause is named as missing.
pub(super) fn rights_in(guild: &Guild, channel: &Channel, member: &Member, now: DateTime<Utc>) -> Rights {
    if guild.owner == Some(member.id) {
        return Rights(ALL);
    }
    let everyone = guild.id;
    let holds = |role: u64| role == everyone || member.roles.contains(&role);
    let roles = guild.roles.iter().filter(|role| holds(role.id));
    let base = roles.fold(0, |all, role| all | role.rights);
    if base & Right::Administrator.bit() != 0 {
        return Rights(ALL);
    }
    let of = |fits: &dyn Fn(&Exception) -> bool| {
        let fitting = channel.exceptions.iter().filter(|one| fits(one));
        fitting.fold((0, 0), |(allow, deny), one| (allow | one.allow, deny | one.deny))
    };
    let steps = [
        of(&|one| !one.is_member && one.of == everyone),
        of(&|one| !one.is_member && one.of != everyone && holds(one.of)),
        of(&|one| one.is_member && one.of == member.id),
    ];
    let rights = steps.into_iter().fold(base, |rights, (allow, deny)| rights & !deny | allow);
    // Nobody becomes an administrator by an exception.
    let rights = rights & !Right::Administrator.bit();
    let is_silenced = member.silenced_until.is_some_and(|until| until > now);
    if rights & Right::ViewChannel.bit() == 0 {
        return Rights(0);
    }
    Rights(if is_silenced { rights & SILENCED } else { rights })
}

#[cfg(test)]
mod tests {
    use super::{super::seen::Role, *};
    use chrono::TimeDelta;

    const VIEW: u64 = Right::ViewChannel.bit();
    const SEND: u64 = Right::SendMessages.bit();
    const EMBED: u64 = Right::EmbedLinks.bit();
    const READ: u64 = Right::ReadHistory.bit();
    const ADMIN: u64 = Right::Administrator.bit();

    /// The server is 1, its owner 9; the roles are given by id and rights.
    fn guild(roles: &[(u64, u64)]) -> Guild {
        let role = |&(id, rights): &(u64, u64)| Role { id, rights, mentionable: false };
        Guild { id: 1, owner: Some(9), roles: roles.iter().map(role).collect() }
    }

    /// A channel with exceptions: whose, whether a member's, what is allowed and denied.
    fn channel(exceptions: &[(u64, bool, u64, u64)]) -> Channel {
        let exception =
            |&(of, is_member, allow, deny): &(u64, bool, u64, u64)| Exception { of, is_member, allow, deny };
        Channel { exceptions: exceptions.iter().map(exception).collect(), ..Channel::default() }
    }

    fn member() -> Member {
        Member { id: 5, roles: vec![2, 3], silenced_until: None }
    }

    fn now() -> DateTime<Utc> {
        DateTime::UNIX_EPOCH
    }

    #[test]
    fn rights_are_added_up_in_discords_order() {
        for (name, roles, exceptions, expected) in [
            ("of roles", vec![(1, VIEW), (2, SEND), (4, EMBED)], vec![], VIEW | SEND),
            ("nothing of a role of others", vec![(1, VIEW)], vec![(4, false, SEND, 0)], VIEW),
            ("denied to all", vec![(1, VIEW | SEND)], vec![(1, false, 0, SEND)], VIEW),
            (
                "a role's leave beats what all are denied",
                vec![(1, VIEW | SEND)],
                vec![(1, false, 0, SEND), (2, false, SEND, 0)],
                VIEW | SEND,
            ),
            (
                "one role's leave beats another's denial",
                vec![(1, VIEW)],
                vec![(2, false, 0, SEND), (3, false, SEND, 0)],
                VIEW | SEND,
            ),
            (
                "the member's own comes last",
                vec![(1, VIEW)],
                vec![(5, true, 0, SEND), (2, false, SEND, 0)],
                VIEW,
            ),
            (
                "the member's own leave, too",
                vec![(1, VIEW)],
                vec![(5, true, SEND, 0), (3, false, 0, SEND)],
                VIEW | SEND,
            ),
            ("another member's is nothing", vec![(1, VIEW)], vec![(6, true, SEND, 0)], VIEW),
            ("a role's id isn't a member's", vec![(1, VIEW)], vec![(5, false, SEND, 0)], VIEW),
            ("unseen is nothing", vec![(1, VIEW | SEND)], vec![(1, false, 0, VIEW)], 0),
            (
                "only the cause is missing",
                vec![(1, VIEW | SEND | EMBED)],
                vec![(1, false, 0, SEND)],
                VIEW | EMBED,
            ),
            ("an administrator may all", vec![(1, 0), (3, ADMIN)], vec![(1, false, 0, VIEW)], ALL),
            ("no exception makes one", vec![(1, VIEW)], vec![(2, false, ADMIN, 0)], VIEW),
        ] {
            let channel = channel(&exceptions);
            let rights = rights_in(&guild(&roles), &channel, &member(), now());
            assert_eq!(rights, Rights(expected), "{name}");
        }
        let owner = Member { id: 9, ..Member::default() };
        let hidden = channel(&[(1, false, 0, VIEW)]);
        assert_eq!(rights_in(&guild(&[]), &hidden, &owner, now()), Rights(ALL));
    }

    #[test]
    fn in_a_time_out_a_member_only_reads() {
        let all = VIEW | SEND | EMBED | READ;
        let channel = channel(&[]);
        let rights = |roles: &[(u64, u64)], seconds| {
            let until = Some(now() + TimeDelta::seconds(seconds));
            let member = Member { silenced_until: until, ..member() };
            rights_in(&guild(roles), &channel, &member, now())
        };
        assert_eq!(rights(&[(1, all)], 1), Rights(VIEW | READ));
        assert_eq!(rights(&[(1, all)], 0), Rights(all), "it is over");
        assert_eq!(rights(&[(1, ADMIN)], 1), Rights(ALL), "administrators can't be silenced");
    }
}
