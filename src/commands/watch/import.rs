//! `/watch import`: many creators at once, from a file or pasted into a modal.

use super::{
    super::{Args, Commands, GivenFile, Notice, home::Home},
    ImportView, WatchNotice, WatchReply, options,
};
use crate::{
    domain::watch::{Metric, Sensitivity},
    watches::{ImportPlan, Sorted},
};

/// The largest file that is read, in bytes: 500 handles take a tenth of it.
const LARGEST: usize = 128 * 1024;

impl Commands {
    pub(super) async fn watch_import(&self, home: &Home<'_>, args: &Args) -> Result<WatchReply, Notice> {
        home.managed()?;
        let Some(GivenFile { size, url, .. }) = args.file("file") else { return Ok(WatchReply::AskImport) };
        let bad = || Notice::Watch(WatchNotice::BadFile { most: LARGEST });
        if usize::try_from(size).is_ok_and(|size| size > LARGEST) {
            return Err(bad());
        }
        let file = self.places.file(url, LARGEST).await.map_err(|error| {
            tracing::info!(%error, "a file to be imported can't be read");
            bad()
        })?;
        let pasted = String::from_utf8(file).map_err(|_| bad())?;
        let metrics = options::metrics(args)?.unwrap_or_else(|| vec![Metric::Sales]);
        let channel = args.channel("channel").unwrap_or_else(|| home.channel());
        let plan = plan(home, channel, metrics, options::sensitivity(args)?);
        self.sorted(home, &pasted, plan).await
    }

    /// What was pasted into the modal: sales, in this channel.
    pub(super) async fn watch_pasted(&self, home: &Home<'_>, pasted: &str) -> Result<WatchReply, Notice> {
        home.managed()?;
        let plan = plan(home, home.channel(), vec![Metric::Sales], Sensitivity::default());
        self.sorted(home, pasted, plan).await
    }

    async fn sorted(&self, home: &Home<'_>, pasted: &str, plan: ImportPlan) -> Result<WatchReply, Notice> {
        let Sorted { draft, plan, watched, credits, unreadable, room } =
            self.watches.plan_import(home.person(), pasted, plan).await?;
        Ok(WatchReply::Import(ImportView {
            draft,
            known: plan.known.len(),
            watched,
            unknown: plan.unknown.len(),
            credits,
            unreadable,
            room,
            channel: plan.channel,
        }))
    }
}

fn plan(home: &Home<'_>, channel: u64, metrics: Vec<Metric>, sensitivity: Sensitivity) -> ImportPlan {
    let region = home.server.settings.region.unwrap_or_default();
    ImportPlan { channel, region, metrics, sensitivity, known: Vec::new(), unknown: Vec::new() }
}
