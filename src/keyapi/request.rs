//! How the source is asked: the HTTP client, and the addresses with their parameters.

use super::Settings;
use crate::{
    domain::{Depth, Handle, ListKey, UserId},
    rankings::{Names, TrendPage, Wanted},
};
use chrono::NaiveDate;
use reqwest::{Client, redirect};
use std::time::Duration;
use url::{Host, Url};

/// Below the usual 60 s and more after which servers close idle connections: a request sent into a closing
/// connection would be lost, and its credit in doubt.
const IDLE_LIMIT: Duration = Duration::from_secs(20);

/// The HTTP client.
///
/// # Errors
/// When TLS or the resolver can't be set up.
pub(super) fn client(settings: &Settings) -> Result<Client, reqwest::Error> {
    let builder = Client::builder()
        .user_agent(concat!("rankwatch/", env!("CARGO_PKG_VERSION")))
        .redirect(redirect::Policy::none())
        .pool_idle_timeout(IDLE_LIMIT)
        // Before the deadline, so that a request that was never sent isn't taken for a lost one.
        .connect_timeout(settings.deadline / 2);
    // A proxy of the environment has no business with a source on this machine.
    let builder = if is_loopback(&settings.base_url) { builder.no_proxy() } else { builder };
    builder.build()
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    }
}

/// Where the endpoints are.
#[derive(Debug)]
pub(super) struct Endpoints {
    ranking: Url,
    details: Url,
    trends: Url,
}

impl Endpoints {
    /// The endpoints below a base URL; none when that can't carry a path.
    pub(super) fn below(base: &Url) -> Option<Self> {
        Some(Self {
            ranking: below(base, "ranking")?,
            details: below(base, "detail")?,
            trends: below(base, "trends")?,
        })
    }

    /// The address of page `number` of a list, by the contract's names: an unknown one would be ignored silently.
    pub(super) fn page(&self, key: &ListKey, number: usize) -> Url {
        let scope = key.scope();
        let mut url = self.ranking.clone();
        let mut query = url.query_pairs_mut();
        query.append_pair("date", &day(key.date().first())).append_pair("region", scope.region.key());
        if let Some(category) = scope.category {
            query.append_pair("influencer_category_name", category.key());
        }
        if let Some(product) = scope.product {
            query.append_pair("product_category_id", product.key());
        }
        query
            .append_pair("rank_type", &scope.period.rank_type().to_string())
            .append_pair("influencer_rank_field", &scope.field.number().to_string())
            .append_pair("page_num", &number.to_string())
            .append_pair("page_size", &Depth::PAGE.to_string());
        drop(query);
        url
    }

    /// The address of creators' details.
    pub(super) fn details(&self, wanted: &Wanted) -> Url {
        let (name, names) = match wanted.names() {
            Names::Ids(ids) => ("user_ids", comma_list(ids.iter().map(UserId::as_str))),
            Names::Handles(handles) => ("unique_ids", comma_list(handles.iter().map(Handle::as_str))),
        };
        let mut url = self.details.clone();
        url.query_pairs_mut().append_pair(name, &names);
        url
    }

    /// The address of page `number` of a creator's days.
    pub(super) fn trends(&self, creator: &UserId, from: NaiveDate, to: NaiveDate, number: usize) -> Url {
        let mut url = self.trends.clone();
        url.query_pairs_mut()
            .append_pair("user_id", creator.as_str())
            .append_pair("start_date", &day(from))
            .append_pair("end_date", &day(to))
            .append_pair("page_num", &number.to_string())
            .append_pair("page_size", &TrendPage::DAYS.to_string());
        url
    }
}

fn below(base: &Url, name: &str) -> Option<Url> {
    let mut url = base.clone();
    url.set_query(None);
    url.set_fragment(None);
    url.path_segments_mut().ok()?.pop_if_empty().extend(["v1", "tiktok", "influencer", name, "analytics"]);
    Some(url)
}

fn day(date: NaiveDate) -> String {
    date.format("%Y-%m-%d").to_string()
}

fn comma_list<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{CreatorCategory, DataDate, Field, Period, ProductCategory, Region, Scope};

    fn key(category: Option<&str>, product: Option<&str>) -> ListKey {
        let scope = Scope {
            region: Region::parse("GB").unwrap(),
            period: Period::Week,
            field: Field::Sales,
            category: category.map(|name| CreatorCategory::parse(name).unwrap()),
            product: product.map(|id| ProductCategory::parse(id).unwrap()),
        };
        ListKey::new(scope, DataDate::new(Period::Week, "2026-11-16".parse().unwrap()).unwrap())
    }

    #[test]
    fn all_eight_parameters_have_the_contracts_names() {
        let base = Url::parse("http://127.0.0.1:1/mock/?x=1").unwrap();
        let url = Endpoints::below(&base).unwrap().page(&key(Some("Shopping & Retail"), Some("601450")), 3);
        assert_eq!(url.path(), "/mock/v1/tiktok/influencer/ranking/analytics");
        assert_eq!(
            url.query(),
            Some(
                "date=2026-11-16&region=GB&influencer_category_name=Shopping+%26+Retail\
                 &product_category_id=601450&rank_type=2&influencer_rank_field=2&page_num=3&page_size=10"
            )
        );
    }

    #[test]
    fn filters_are_sent_only_when_set() {
        let base = Url::parse("https://api.keyapi.ai").unwrap();
        let url = Endpoints::below(&base).unwrap().page(&key(None, None), 1);
        assert_eq!(
            url.as_str(),
            "https://api.keyapi.ai/v1/tiktok/influencer/ranking/analytics?date=2026-11-16&region=GB\
             &rank_type=2&influencer_rank_field=2&page_num=1&page_size=10"
        );
        assert!(Endpoints::below(&Url::parse("data:x").unwrap()).is_none());
    }

    #[test]
    fn creators_are_named_in_one_list() {
        let endpoints = Endpoints::below(&Url::parse("https://api.keyapi.ai").unwrap()).unwrap();
        let ids = Wanted::ids(["9", "8", "9"].map(|id| UserId::new(id).unwrap())).unwrap();
        let handles = Wanted::handles(["b.c", "A_1"].map(|handle| Handle::new(handle).unwrap())).unwrap();
        let base = "https://api.keyapi.ai/v1/tiktok/influencer";
        assert_eq!(endpoints.details(&ids).as_str(), format!("{base}/detail/analytics?user_ids=8%2C9"));
        assert_eq!(
            endpoints.details(&handles).as_str(),
            format!("{base}/detail/analytics?unique_ids=a_1%2Cb.c")
        );
        let (from, to) = ("2026-10-24".parse().unwrap(), "2026-11-22".parse().unwrap());
        assert_eq!(
            endpoints.trends(&UserId::new("7").unwrap(), from, to, 3).as_str(),
            format!(
                "{base}/trends/analytics?user_id=7&start_date=2026-10-24&end_date=2026-11-22\
                 &page_num=3&page_size=10"
            )
        );
    }
}
