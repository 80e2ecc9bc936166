//! How the source is asked: the HTTP client, and the address with its eight parameters.

use super::Settings;
use crate::domain::{Depth, ListKey};
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

/// The endpoint below a base URL; none when that can't carry a path.
pub(super) fn endpoint(base: &Url) -> Option<Url> {
    let mut url = base.clone();
    url.set_query(None);
    url.set_fragment(None);
    url.path_segments_mut().ok()?.pop_if_empty().extend([
        "v1",
        "tiktok",
        "influencer",
        "ranking",
        "analytics",
    ]);
    Some(url)
}

/// The endpoint with its parameters, by the contract's names: an unknown one would be ignored silently.
pub(super) fn address(endpoint: &Url, key: &ListKey, number: usize) -> Url {
    let scope = key.scope();
    let mut url = endpoint.clone();
    let mut query = url.query_pairs_mut();
    query
        .append_pair("date", &key.date().first().format("%Y-%m-%d").to_string())
        .append_pair("region", scope.region.key());
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
        let url = address(&endpoint(&base).unwrap(), &key(Some("Shopping & Retail"), Some("601450")), 3);
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
        let url = address(&endpoint(&base).unwrap(), &key(None, None), 1);
        assert_eq!(
            url.as_str(),
            "https://api.keyapi.ai/v1/tiktok/influencer/ranking/analytics?date=2026-11-16&region=GB\
             &rank_type=2&influencer_rank_field=2&page_num=1&page_size=10"
        );
        assert_eq!(endpoint(&Url::parse("data:x").unwrap()), None);
    }
}
