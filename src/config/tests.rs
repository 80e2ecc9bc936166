use super::*;
use secrecy::ExposeSecret;

fn load(file: &str, variables: &[(&str, &str)]) -> Result<Config, String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("config.toml");
    std::fs::write(&path, file).unwrap();
    let variables = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Config::load(Some(&path), variables).map_err(|error| error.to_string())
}

#[test]
fn the_example_file_holds_the_defaults() {
    let example: toml::Table = toml::from_str(include_str!("../../config.toml")).unwrap();
    let defaults = toml::Table::try_from(Config::default()).unwrap();
    assert_eq!(example, defaults);
}

#[test]
fn an_unknown_key_is_refused_with_its_name_and_line() {
    let error = load("[keyapi]\nmin_interval_ms = 5\npace = 3\n", &[]).unwrap_err();
    assert!(error.contains("pace") && error.contains("line 3"), "{error}");
    let error = load("[nonsense]\n", &[]).unwrap_err();
    assert!(error.contains("nonsense") && error.contains("line 1"), "{error}");
}

#[test]
fn a_variable_overrides_the_file() {
    let config = load(
        "[keyapi]\nmin_interval_ms = 5\n",
        &[("RANKWATCH_KEYAPI__MIN_INTERVAL_MS", "7"), ("RANKWATCH_DATABASE__PATH", "/tmp/1"), ("PATH", "x")],
    )
    .unwrap();
    assert_eq!(config.keyapi.min_interval_ms, 7);
    assert_eq!(config.database.path, PathBuf::from("/tmp/1"));
}

#[test]
fn a_variable_that_cannot_be_meant_is_named() {
    for (variable, value) in [
        ("RANKWATCH_KEYAPI__PACE", "1"),
        ("RANKWATCH_KEYAPI", "1"),
        ("RANKWATCH_KEYAPI__MIN_INTERVAL_MS", "fast"),
        ("RANKWATCH_KEYAPI__MIN_INTERVAL_MS", "-1"),
        ("RANKWATCH_LOG__JSON", "perhaps"),
    ] {
        let error = load("", &[(variable, value)]).unwrap_err();
        assert!(error.contains(variable), "{error}");
    }
}

#[test]
fn plain_http_is_for_this_machine_only() {
    assert!(load("[discord]\napi_url = \"http://127.0.0.1:80\"", &[]).is_ok());
    for url in ["http://discord.com", "ftp://x", "nonsense", "http://127.0.0.1.example.com"] {
        let error = load(&format!("[discord]\napi_url = \"{url}\""), &[]).unwrap_err();
        assert!(error.contains("discord.api_url") && error.contains("loopback"), "{error}");
    }
    assert!(load("[clock]\nurl = \"https://example.com/clock\"", &[]).is_err());
}

#[test]
fn values_outside_their_bounds_are_refused() {
    assert!(load("[discord]\ndefer_after_ms = 2501", &[]).unwrap_err().contains("0 to 2500"));
    assert!(load("[database]\npath = \"\"", &[]).unwrap_err().contains("the path of a file"));
    assert!(load("[credits]\nasking_percent = 0", &[]).unwrap_err().contains("1 to 100"));
    for level in ["loud", "inof,serenity=error", "info,nonsense"] {
        assert!(
            load(&format!("[log]\nlevel = \"{level}\""), &[]).unwrap_err().contains("log.level"),
            "{level}"
        );
    }
    for level in ["debug", "OFF", " warn , rankwatch::http=trace", "error,[interaction]=debug"] {
        load(&format!("[log]\nlevel = \"{level}\""), &[]).unwrap();
    }
    for (section, key, value, bounds) in [
        ("boards", "max_per_server", "0", "1 to 1000"),
        ("boards", "shortest_interval_days", "32", "1 to 31"),
        ("boards", "wait_s", "86401", "0 to 86400"),
        ("boards", "probe_lead_s", "86401", "0 to 86400"),
        ("delivery", "expiry_s", "59", "60 to 604800"),
    ] {
        let error = load(&format!("[{section}]\n{key} = {value}"), &[]).unwrap_err();
        assert!(error.contains(&format!("{section}.{key}")) && error.contains(bounds), "{error}");
    }
}

#[test]
fn a_secret_comes_from_its_variable_or_its_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("token");
    std::fs::write(&path, " from-file\n").unwrap();
    let path = path.display().to_string();
    let read = |pairs: &[(&str, &str)]| {
        let pairs: Vec<_> = pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
        Secret::DiscordToken
            .read_with(|name| pairs.iter().find(|(key, _)| key == name).map(|pair| pair.1.clone()))
    };
    assert_eq!(read(&[("DISCORD_TOKEN", "direct")]).unwrap().expose_secret(), "direct");
    assert_eq!(read(&[("DISCORD_TOKEN_FILE", &path)]).unwrap().expose_secret(), "from-file");
    let missing = read(&[]).unwrap_err().to_string();
    assert!(
        missing.contains("DISCORD_TOKEN") && missing.contains("developers") && missing.contains("sandbox")
    );
    std::fs::write(&path, "\n").unwrap();
    let empty = read(&[("DISCORD_TOKEN_FILE", &path)]).unwrap_err().to_string();
    assert!(
        empty.starts_with(&format!("the file {path}, which DISCORD_TOKEN_FILE names, is empty")),
        "{empty}"
    );
    assert!(read(&[("DISCORD_TOKEN_FILE", "/nowhere/at/all")]).unwrap_err().to_string().contains("/nowhere"));
}
