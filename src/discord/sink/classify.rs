//! What an error of Discord's means for a post. "JSON Error Codes" in Discord's documentation names the codes.

use crate::{
    discord::rest::{ErrorKind, RestError},
    domain::{Sent, Trouble},
};
use std::time::Duration;

/// What was tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Deed {
    /// A new message or thread in a server.
    Create,
    /// A new message to a person.
    Tell,
    /// A message was edited.
    Edit,
    /// A message was published.
    Crosspost,
    /// Something was only looked at, or done that may be done twice.
    Look,
}

/// How long to wait where a limit doesn't say.
const UNSAID: Duration = Duration::from_secs(5);
/// How long to wait when too many of our calls were refused.
const HALTED: Duration = Duration::from_mins(1);

/// What becomes of a post whose call failed.
pub(super) fn classify(error: &RestError, deed: Deed) -> Sent {
    match error.kind {
        ErrorKind::NotSent => broken(error, false),
        ErrorKind::Lost | ErrorKind::Broken | ErrorKind::Unreadable => broken(error, deed.creates()),
        ErrorKind::Halted => Sent::Wait(HALTED),
        ErrorKind::Limited if deed == Deed::Edit && error.edit_is_lost() => Sent::EditLost,
        ErrorKind::Limited => Sent::Wait(error.retry_after.unwrap_or(UNSAID)),
        ErrorKind::Refused => refused(error, deed),
    }
}

fn refused(error: &RestError, deed: Deed) -> Sent {
    if error.token_is_bad() {
        return Sent::TokenRefused;
    }
    if error.interaction_is_over() || error.already_answered() {
        // About an answer to somebody, never about a post or its place: nothing is given up for that.
        return broken(error, false);
    }
    match (error.code, deed) {
        // It was edited or is to be edited: not there any more.
        (10008 | 30046 | 10003, Deed::Edit) => Sent::EditLost,
        // Posted before, and deleted by somebody; or nothing is left to be published.
        (10008, Deed::Create | Deed::Tell | Deed::Crosspost) => Sent::Deleted,
        // Published already.
        (40033, Deed::Crosspost) => Sent::Posted { message: None, announcement: false },
        // Closed to the bot, no server in common, gone.
        (50007 | 50278 | 10013 | 50001 | 50013, Deed::Tell) => Sent::DmClosed,
        // The channel of the direct messages is another one by now.
        (10003, Deed::Tell) => broken(error, false),
        (10003, _) => Sent::Blocked(Trouble::ChannelGone),
        (50001 | 50013 | 10004, _) => Sent::Blocked(Trouble::NoAccess { missing: Vec::new() }),
        (50083 | 160_005, _) => Sent::Blocked(Trouble::ThreadLocked),
        (40067, _) => Sent::Blocked(Trouble::TagRequired),
        (200_000 | 240_000, _) => Sent::Blocked(Trouble::AutoMod { said: error.message.clone() }),
        // Switched off by Discord for a while; a forum that was taken for a channel, which is looked at anew.
        // As many threads are open as may be: those that rest are closed after a while.
        (40004 | 40058 | 160_006, _) => broken(error, false),
        // Discord's own 403 has a code: one without comes from something before it, and says nothing about the post.
        (0, _) if error.status == Some(403) => broken(error, deed.creates()),
        _ if error.status == Some(408) => broken(error, deed.creates()),
        _ => Sent::Malformed(error.to_string()),
    }
}

fn broken(error: &RestError, unclear: bool) -> Sent {
    Sent::Broken { unclear, why: error.to_string() }
}

impl Deed {
    /// Whether doing it twice shows.
    fn creates(self) -> bool {
        matches!(self, Self::Create | Self::Tell)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discord::rest::Scope;
    use Deed::{Create, Crosspost, Edit, Look, Tell};

    const EVERY: [Deed; 5] = [Create, Tell, Edit, Crosspost, Look];

    fn error(kind: ErrorKind, status: Option<u16>, code: u64) -> RestError {
        RestError { kind, status, code, message: "said".into(), retry_after: None, scope: None }
    }

    fn refusal(status: u16, code: u64, deed: Deed) -> Sent {
        classify(&error(ErrorKind::Refused, Some(status), code), deed)
    }

    fn is_broken(sent: &Sent, clear: bool) -> bool {
        matches!(sent, Sent::Broken { unclear, .. } if *unclear != clear)
    }

    #[test]
    fn a_limit_of_any_scope_waits_as_told() {
        let scopes =
            [None, Some(Scope::User), Some(Scope::Global), Some(Scope::Shared), Some(Scope::Cloudflare)];
        for scope in scopes {
            for deed in EVERY {
                for code in [0, 20016, 20022, 20028, 20029] {
                    let wait = Duration::from_millis(1_336_570);
                    let limited = error(ErrorKind::Limited, Some(429), code);
                    let limited = RestError { retry_after: Some(wait), scope, ..limited };
                    assert_eq!(classify(&limited, deed), Sent::Wait(wait), "{scope:?} {deed:?} {code}");
                }
            }
        }
        assert_eq!(classify(&error(ErrorKind::Limited, None, 0), Create), Sent::Wait(UNSAID));
        assert_eq!(classify(&error(ErrorKind::Halted, None, 0), Create), Sent::Wait(HALTED));
    }

    #[test]
    fn what_broke_is_unclear_only_where_it_may_have_created_something() {
        for deed in EVERY {
            let clear = !matches!(deed, Create | Tell);
            for (kind, status) in [
                (ErrorKind::Lost, None),
                (ErrorKind::Broken, Some(500)),
                (ErrorKind::Broken, Some(503)),
                (ErrorKind::Unreadable, Some(200)),
                (ErrorKind::Refused, Some(408)),
            ] {
                assert!(is_broken(&classify(&error(kind, status, 0), deed), clear), "{kind:?} {deed:?}");
            }
            assert!(is_broken(&classify(&error(ErrorKind::NotSent, None, 0), deed), true), "{deed:?}");
        }
    }

    #[test]
    fn only_the_bots_own_token_stops_everything() {
        for deed in EVERY {
            assert_eq!(refusal(401, 0, deed), Sent::TokenRefused);
            assert_eq!(refusal(401, 50014, deed), Sent::TokenRefused);
            for (status, code) in [(401, 50027), (404, 10062), (400, 40060)] {
                assert!(is_broken(&refusal(status, code, deed), true), "{code}");
            }
        }
    }

    #[test]
    fn a_place_that_cannot_be_posted_to_is_blocked_with_its_reason() {
        let no_access = Sent::Blocked(Trouble::NoAccess { missing: Vec::new() });
        for (status, code, trouble) in [
            (403, 50001, no_access.clone()),
            (403, 50013, no_access.clone()),
            (404, 10004, no_access),
            (404, 10003, Sent::Blocked(Trouble::ChannelGone)),
            (400, 50083, Sent::Blocked(Trouble::ThreadLocked)),
            (403, 160_005, Sent::Blocked(Trouble::ThreadLocked)),
            (400, 40067, Sent::Blocked(Trouble::TagRequired)),
            (400, 200_000, Sent::Blocked(Trouble::AutoMod { said: "said".into() })),
            (400, 240_000, Sent::Blocked(Trouble::AutoMod { said: "said".into() })),
        ] {
            assert_eq!(refusal(status, code, Create), trouble, "{code}");
        }
    }

    #[test]
    fn an_unknown_message_means_what_the_deed_makes_of_it() {
        assert_eq!(refusal(404, 10008, Edit), Sent::EditLost);
        assert_eq!(refusal(404, 10008, Create), Sent::Deleted);
        assert_eq!(refusal(404, 10008, Tell), Sent::Deleted);
        assert_eq!(refusal(404, 10008, Crosspost), Sent::Deleted);
        assert_eq!(refusal(404, 10003, Edit), Sent::EditLost);
        let old = RestError {
            retry_after: Some(Duration::from_secs(3)),
            ..error(ErrorKind::Limited, Some(429), 30046)
        };
        assert_eq!(classify(&old, Edit), Sent::EditLost);
    }

    #[test]
    fn a_person_who_takes_no_messages_gets_none() {
        for (status, code) in [(403, 50007), (400, 50007), (403, 50278), (404, 10013), (403, 50001)] {
            assert_eq!(refusal(status, code, Tell), Sent::DmClosed, "{code}");
        }
        assert!(is_broken(&refusal(404, 10003, Tell), true));
        assert!(is_broken(&refusal(400, 40058, Create), true));
        assert!(is_broken(&refusal(400, 160_006, Create), true));
    }

    #[test]
    fn published_twice_is_published() {
        assert_eq!(refusal(400, 40033, Crosspost), Sent::Posted { message: None, announcement: false });
    }

    #[test]
    fn a_refusal_that_is_not_discords_says_nothing_about_the_post() {
        assert!(is_broken(&refusal(403, 0, Create), false));
    }

    #[test]
    fn any_other_refusal_is_our_fault() {
        for (status, code) in [(413, 40005), (400, 50035), (400, 50006), (400, 0), (404, 0), (405, 0)] {
            assert!(matches!(refusal(status, code, Create), Sent::Malformed(why) if why.contains("said")));
        }
    }
}
