//! `/help`: by task, private, with examples that work.

use crate::world::{World, is_private};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn help_is_private_and_its_examples_work() {
    let world = World::new("help").await;
    let mason = world.mason().await;
    let help = world.ask(&mason, "help", json!({})).await;
    assert!(is_private(help.message()));
    let fields = help.message()["embeds"][0]["fields"].as_array().unwrap().clone();
    let all: String = fields.iter().map(|field| field["value"].as_str().unwrap()).collect();
    let examples: Vec<&str> =
        all.split('`').filter_map(|part| part.strip_prefix("/ranking")).map(str::trim).collect();
    assert!(examples.len() >= 6, "{examples:?}");
    for example in examples {
        let options = example.split_whitespace().map(|option| {
            let (name, value) = option.split_once(':').unwrap();
            (name.to_owned(), json!(value))
        });
        let answer = world.ask(&mason, "ranking", options.collect::<serde_json::Map<_, _>>().into()).await;
        assert!(!is_private(answer.message()), "/ranking {example}: {answer:?}");
    }
    world.end().await;
}
