//! Buttons of boards: `b1|v|<draft in base 36>`, `b1|s|<board in base 36>`. The button under every unasked post:
//! `d1|<mark in base 36>`.

use super::{base36, of_base36};
use crate::{
    commands::{BoardPress, Press},
    domain::{BoardId, Mark},
};

pub(super) const VERSION: &str = "b1";
pub(super) const ABOUT: &str = "d1";

/// What can be done with a board, and its letter.
const DEEDS: [(BoardPress, &str); 6] = [
    (BoardPress::Show, "s"),
    (BoardPress::Preview, "p"),
    (BoardPress::Test, "t"),
    (BoardPress::Pause, "h"),
    (BoardPress::Resume, "r"),
    (BoardPress::Remove, "d"),
];
const SAVE: &str = "v";
const CANCEL: &str = "x";
const UNDO: &str = "u";

/// The `custom_id` of the button that saves a draft.
pub(crate) fn save_draft(draft: i64) -> String {
    write(SAVE, draft)
}

/// The `custom_id` of the button that throws a draft away.
pub(crate) fn cancel_draft(draft: i64) -> String {
    write(CANCEL, draft)
}

/// The `custom_id` of the button that takes a deed back.
pub(crate) fn undo(draft: i64) -> String {
    write(UNDO, draft)
}

/// The `custom_id` of a button that does something with a board.
pub(crate) fn board(board: BoardId, press: BoardPress) -> String {
    let deed = DEEDS.iter().find(|(known, _)| *known == press).map_or("", |(_, deed)| deed);
    write(deed, board.0)
}

/// The `custom_id` that bears a post's mark.
pub(crate) fn about(mark: Mark) -> String {
    format!("{ABOUT}|{}", base36(mark.0))
}

/// What stands behind the version.
pub(super) fn read(rest: &str) -> Option<Press> {
    let (deed, number) = rest.split_once('|')?;
    let number = i64::try_from(of_base36(number)?).ok()?;
    match deed {
        SAVE => Some(Press::SaveDraft(number)),
        CANCEL => Some(Press::CancelDraft(number)),
        UNDO => Some(Press::Undo(number)),
        _ => {
            let (press, _) = DEEDS.iter().find(|(_, known)| *known == deed)?;
            Some(Press::Board(BoardId(number), *press))
        }
    }
}

/// What stands behind the version of the button that bears a mark.
pub(super) fn read_about(rest: &str) -> Option<Press> {
    of_base36(rest).map(|mark| Press::About(Mark(mark)))
}

/// Ids of the store are never negative.
fn write(deed: &str, id: i64) -> String {
    format!("{VERSION}|{deed}|{}", base36(id.unsigned_abs()))
}

#[cfg(test)]
mod tests {
    use super::{super::LONGEST, *};
    use proptest::prelude::*;

    fn all(id: i64) -> Vec<(String, Press)> {
        let mut all = vec![
            (save_draft(id), Press::SaveDraft(id)),
            (cancel_draft(id), Press::CancelDraft(id)),
            (undo(id), Press::Undo(id)),
            (about(Mark(id.unsigned_abs())), Press::About(Mark(id.unsigned_abs()))),
        ];
        let of_board = |(press, _)| (board(BoardId(id), press), Press::Board(BoardId(id), press));
        all.extend(DEEDS.map(of_board));
        all
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again_and_fits(id in 0..=i64::MAX) {
            for (text, press) in all(id) {
                prop_assert!(text.len() <= LONGEST);
                prop_assert_eq!(super::super::read(&text, None), Some(press));
            }
        }
    }

    #[test]
    fn no_two_buttons_are_the_same() {
        let mut ids: Vec<_> = all(7).into_iter().map(|(id, _)| id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), 10);
    }

    #[test]
    fn what_was_never_written_is_refused() {
        for id in
            ["b1", "b1|", "b1|v", "b1|v|", "b1|q|1", "b1||1", "b1|v|1|2", "b1|v|01", "b1|v|3w5e11264sgsf"]
        {
            assert_eq!(super::super::read(id, None), None, "{id}");
        }
        for id in ["d1", "d1|", "d1|-1", "d1|1|2", "d2|1"] {
            assert_eq!(super::super::read(id, None), None, "{id}");
        }
    }
}
