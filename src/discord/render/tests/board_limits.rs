//! What `/board` answers stays inside Discord's limits, whatever is set and said.

use super::{
    boards::{COST, WAIT, bodies, firing},
    posts::{board, settings},
    *,
};
use crate::{
    commands::{BoardDone, BoardList, BoardView, Deed, DraftView, Hint, Stuck},
    domain::{Board, BoardId, BoardState, Format, Late, MessageRef, Right, Run, RunState, Style, Trouble},
};

fn trouble() -> impl Strategy<Value = Trouble> {
    use Right::*;
    let missing = vec![ViewChannel, SendInThreads, EmbedLinks, AttachFiles, ReadHistory, MentionEveryone];
    prop_oneof![
        Just(Trouble::NoAccess { missing }),
        Just(Trouble::NoAccess { missing: Vec::new() }),
        Just(Trouble::ChannelGone),
        Just(Trouble::ThreadLocked),
        Just(Trouble::TagRequired),
        name().prop_map(|said| Trouble::AutoMod { said }),
        Just(Trouble::Unclear),
    ]
}

fn run_state() -> impl Strategy<Value = RunState> {
    use RunState::*;
    prop_oneof![
        select(vec![Waiting, Queued, Posted, PostedLate, Missed, NothingNew, SkippedLate, Dropped]),
        select(vec!["server", "ceiling_day", "busy", "?"]).prop_map(|word| NoNumbers(word.to_owned())),
        trouble().prop_map(Blocked),
        name().prop_map(Dead),
    ]
}

fn state() -> impl Strategy<Value = BoardState> {
    let blocked = trouble().prop_map(|trouble| BoardState::Blocked(trouble, DateTime::UNIX_EPOCH));
    prop_oneof![Just(BoardState::Active), Just(BoardState::Paused), blocked]
}

fn run() -> impl Strategy<Value = Run> {
    run_state().prop_map(|state| Run {
        board: BoardId(7),
        firing: firing(0),
        target: DataDate::containing(Period::Day, firing(0).date).previous(),
        state,
        at: firing(0).at,
        message: Some(MessageRef { channel: u64::MAX, message: u64::MAX }),
    })
}

fn whole() -> impl Strategy<Value = Board> {
    (view(), select(Language::ALL.to_vec()), state(), 1_u32..2000, any::<bool>()).prop_map(
        |(view, language, state, number, rich)| {
            let mut settings = settings(view.question, language);
            settings.channel = u64::MAX;
            settings.style = if rich { Style::New } else { Style::Edit };
            settings.format = if rich { Format::Rich } else { Format::Plain };
            (settings.mention, settings.late) = (Some(u64::MAX), Late::Post);
            Board {
                id: BoardId(i64::MAX),
                server: u64::MAX,
                number,
                settings,
                state,
                created_by: u64::MAX,
                created_at: DateTime::UNIX_EPOCH,
                next: Some(firing(1)),
                last_date: None,
                targeted: None,
                posted: None,
                message: None,
            }
        },
    )
}

fn stuck() -> impl Strategy<Value = Stuck> {
    let cause = select(vec!["expired", "malformed", "no_access", "automod", "unclear", "?"]);
    (any::<bool>(), any::<bool>(), cause, name()).prop_map(|(test, held, cause, detail)| Stuck {
        date: (!test).then(|| "2026-11-24".parse().unwrap()),
        held,
        cause: cause.to_owned(),
        detail,
        queued_at: DateTime::UNIX_EPOCH,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_draft_stays_inside_the_limits(page in option::of(board()), plain: bool, board in whole()) {
        let mut page = page;
        if let Some(page) = &mut page {
            page.settings.format = if plain { Format::Plain } else { Format::Rich };
        }
        let draft = DraftView {
            draft: i64::MAX,
            number: plain.then_some(board.number),
            settings: board.settings,
            page: page.map(Box::new),
            next: (1..=3).map(firing).collect(),
            cost: COST,
            hints: vec![Hint::Published, Hint::RoleNotPinged, Hint::Twin(9)],
        };
        for body in bodies(&Reply::Draft(draft.into())) {
            hold_limits(&body);
            prop_assert!(body["content"].as_str().unwrap().chars().count() < 2000);
        }
    }

    #[test]
    fn every_preview_stays_inside_the_limits(page in board(), plain: bool) {
        let mut page = page;
        page.settings.format = if plain { Format::Plain } else { Format::Rich };
        for body in bodies(&Reply::Preview(page.into())) {
            hold_limits(&body);
        }
    }

    #[test]
    fn every_list_stays_inside_the_limits(
        boards in proptest::collection::vec((whole(), option::of(run())), 0..=40),
    ) {
        let count = boards.len();
        for body in bodies(&Reply::Boards(BoardList { boards, most: 25 })) {
            hold_limits(&body);
            let lines = list(&body["embeds"]).iter().filter_map(|embed| embed["description"].as_str());
            let shown = lines.flat_map(str::lines).filter(|line| line.starts_with('`')).count();
            prop_assert!(shown >= count.min(25), "{shown} of {count}");
        }
    }

    #[test]
    fn every_board_that_is_shown_stays_inside_the_limits(
        board in whole(),
        runs in proptest::collection::vec(run(), 0..=60),
        stuck in proptest::collection::vec(stuck(), 0..=20),
        manages: bool,
    ) {
        let next = (1..=3).map(firing).collect();
        let view = BoardView { board, runs, stuck, next, cost: COST, wait: WAIT, manages };
        for body in bodies(&Reply::Board(view.into())) {
            hold_limits(&body);
            prop_assert_eq!(list(&body["components"]).len(), usize::from(manages));
        }
    }

    #[test]
    fn every_receipt_stays_inside_the_limits(board in whole(), undo in option::of(0..i64::MAX)) {
        use Deed::*;
        for deed in [Added, Edited, Paused, Resumed, Removed, Undone, Tested] {
            for body in bodies(&Reply::BoardDone(BoardDone { deed, board: board.clone(), undo }.into())) {
                hold_limits(&body);
            }
        }
    }
}
