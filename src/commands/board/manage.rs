//! Boards for people: drafts, deeds and what is to be seen.

use super::{
    super::{BoardPress, Caller, Commands, Notice, Question, Reply, home::Home},
    BoardList, BoardView, DraftView, Job, SetUp, Stuck, options,
};
use crate::{
    boards::{Objection, Plan},
    commands::Args,
    domain::{Board, BoardSettings, Mark, Target},
    store::OutboxEntry,
};

/// So many turns, and so many posts that are stuck, are shown.
const TURNS: u32 = 10;
const STUCK: u32 = 3;

impl Commands {
    /// What is wanted of boards.
    pub(in crate::commands) async fn board(&self, caller: &Caller, job: Job) -> Result<Reply, Notice> {
        match job {
            Job::About(mark) => self.about(caller, mark).await,
            Job::List => self.list(&self.home(caller).await?).await,
            Job::Typed(args, press) => {
                let home = self.home(caller).await?;
                let board = self.typed(&home, &args).await?;
                self.act(&home, board, press).await
            }
            Job::Pressed(board, press) => {
                let home = self.home(caller).await?;
                let board = self.boards.of_server(home.server.id, board).await?;
                self.act(&home, board, press).await
            }
            Job::SetUp(set_up) => {
                let home = self.home(caller).await?;
                home.managed()?;
                self.set_up(&home, set_up).await
            }
        }
    }

    async fn set_up(&self, home: &Home<'_>, set_up: SetUp) -> Result<Reply, Notice> {
        let (person, server) = (home.person(), &home.server);
        let defaults = |question| options::defaults(question, server, home.channel());
        match set_up {
            SetUp::Save(draft) => Ok(Reply::BoardDone(Box::new(self.boards.save(person, draft).await?))),
            SetUp::Undo(draft) => Ok(Reply::BoardDone(Box::new(self.boards.undo(person, draft).await?))),
            SetUp::Cancel(draft) => {
                self.boards.cancel(person, draft).await?;
                Ok(Reply::Cancelled)
            }
            SetUp::Here(question) => self.draft(home, defaults(question), None).await,
            SetUp::Add(args) => {
                let usual = Question::parse(&Args::default(), self.clock.now())?;
                let region = server.settings.region.unwrap_or(usual.region);
                let settings = self.named(home, &args, &defaults(Question { region, ..usual }))?;
                self.draft(home, settings, None).await
            }
            SetUp::Edit(args) => {
                let board = self.typed(home, &args).await?;
                let settings = self.named(home, &args, &board.settings)?;
                if settings == board.settings {
                    return Err(Notice::NothingToEdit);
                }
                self.draft(home, settings, Some(board)).await
            }
        }
    }

    fn named(&self, home: &Home<'_>, args: &Args, old: &BoardSettings) -> Result<BoardSettings, Notice> {
        options::changed(args, old, home.server.id, self.clock.now())
    }

    /// Checks what is to be set, keeps it and shows it.
    async fn draft(
        &self,
        home: &Home<'_>,
        settings: BoardSettings,
        board: Option<Board>,
    ) -> Result<Reply, Notice> {
        let (boards, person, board) = (&self.boards, home.person(), board.as_ref());
        boards.check(person, &settings, board).await?;
        let outlook = boards.outlook(&settings, board).await?;
        let hints = boards.hints(person.server, &settings, board).await?;
        let number = board.map(|board| board.number);
        let page = boards.preview(number.unwrap_or_default(), &settings, home.payer()).await;
        let plan = match board {
            None => Plan::Add(settings.clone()),
            Some(Board { id, settings: from, .. }) => {
                Plan::Edit { board: *id, from: Box::new(from.clone()), to: Box::new(settings.clone()) }
            }
        };
        Ok(Reply::Draft(Box::new(DraftView {
            draft: boards.draft(person, plan).await?,
            number,
            settings,
            page: page.ok().map(Box::new),
            next: outlook.next,
            cost: outlook.cost,
            hints,
        })))
    }

    /// Does something with a board; only looking at it is everybody's.
    async fn act(&self, home: &Home<'_>, board: Board, press: BoardPress) -> Result<Reply, Notice> {
        let person = home.person();
        if !matches!(press, BoardPress::Show | BoardPress::Preview) {
            home.managed()?;
        }
        let done = match press {
            BoardPress::Show => return self.shown(board, home.manages).await,
            BoardPress::Preview => {
                let page = self.boards.preview(board.number, &board.settings, home.payer()).await?;
                return Ok(Reply::Preview(Box::new(page)));
            }
            BoardPress::Pause => self.boards.pause(person, &board).await?,
            BoardPress::Resume => self.boards.resume(person, &board).await?,
            BoardPress::Remove => self.boards.remove(person, &board).await?,
            BoardPress::Test => self.boards.test(person, &board).await?,
        };
        Ok(Reply::BoardDone(Box::new(done)))
    }

    /// The board whose number was typed.
    async fn typed(&self, home: &Home<'_>, args: &Args) -> Result<Board, Notice> {
        let typed = args.text("board").unwrap_or_default();
        let number: Option<u32> = typed.trim_start_matches('#').parse().ok();
        let found = match number {
            Some(number) => self.store.board(home.server.id, number).await?,
            None => None,
        };
        if let Some(board) = found {
            return Ok(board);
        }
        let boards = self.store.boards(home.server.id).await?;
        let numbers = boards.iter().map(|board| board.number).collect();
        Err(Notice::NoSuchBoard { typed: typed.to_owned(), numbers })
    }

    async fn list(&self, home: &Home<'_>) -> Result<Reply, Notice> {
        let mut boards = Vec::new();
        for board in self.store.boards(home.server.id).await? {
            let last = self.store.runs(board.id, 1).await?.pop();
            boards.push((board, last));
        }
        Ok(Reply::Boards(BoardList { boards, most: self.boards.settings().max_per_server }))
    }

    async fn shown(&self, board: Board, manages: bool) -> Result<Reply, Notice> {
        let outlook = self.boards.outlook(&board.settings, Some(&board)).await?;
        let runs = self.store.runs(board.id, TURNS).await?;
        let stuck = self.store.stuck_posts(board.id, STUCK).await?.into_iter().map(stuck).collect();
        let (next, cost, wait) = (outlook.next, outlook.cost, self.boards.settings().wait);
        Ok(Reply::Board(Box::new(BoardView { board, runs, stuck, next, cost, wait, manages })))
    }

    /// The board or the watch behind a post: for whoever sees the post, a board also in direct messages.
    async fn about(&self, caller: &Caller, mark: Mark) -> Result<Reply, Notice> {
        let entry = self.store.marked(mark).await?.ok_or(Notice::ForgottenPost)?;
        if entry.board.is_none() && caller.server == Some(entry.server) {
            return self.about_watch(&self.home(caller).await?, entry).await;
        }
        let id = entry.board.ok_or(Notice::ForgottenPost)?;
        let manages = match caller.server {
            Some(server) if server == entry.server => self.home(caller).await?.manages,
            None if entry.target == Target::Person(caller.person) => false,
            _ => return Err(Notice::ForgottenPost),
        };
        match self.boards.of_server(entry.server, id).await {
            Ok(board) => self.shown(board, manages).await,
            Err(Objection::Gone) => Err(Notice::ForgottenPost),
            Err(objection) => Err(objection.into()),
        }
    }
}

fn stuck(entry: OutboxEntry) -> Stuck {
    Stuck {
        date: entry.period.parse().ok().filter(|_| entry.kind == "board"),
        held: entry.state == "held",
        cause: entry.cause,
        detail: entry.detail,
        queued_at: entry.queued_at,
    }
}
