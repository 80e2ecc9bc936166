//! A store that fails loses nothing that is paid for.

use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn what_is_paid_for_is_answered_without_the_store() {
    let world = world(&[("2026-10-01", 10), ("2026-10-02", 20)]).await;
    world.top(10, "2026-10-01").await.unwrap();
    let world = world.restart().await;
    world.store.lose_rows().await;
    let answer = world.top(20, "2026-10-02").await.unwrap();
    assert_eq!((answer.list.rows.len(), answer.credits, answer.instead), (20, 2, None));
    assert!(answer.before.is_none(), "it is there, and can't be read");
    assert_eq!(world.top(20, "2026-10-02").await.unwrap().credits, 0, "from memory");
    assert_eq!(world.top(10, "2026-10-01").await.unwrap_err(), Refusal::Store);
}
