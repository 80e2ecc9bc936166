//! From Discord's interactions to our requests: who, what, in which language.

use super::custom_id;
use crate::{
    commands::{Args, Caller, Request, Value},
    domain::{Language, Rights},
};
use serenity::all::{
    ActionRowComponent, Attachment, AuthorizingIntegrationOwner, AuthorizingIntegrationOwners, ChannelId,
    CommandData, CommandDataOption, CommandDataOptionValue, CommandDataResolved, CommandInteraction,
    ComponentInteraction, ComponentInteractionDataKind, GuildId, Interaction, Member, ModalInteraction, User,
};

/// Who asks, and in which language they read.
#[derive(Clone, Debug)]
pub(super) struct Asker {
    pub(super) caller: Caller,
    pub(super) language: Language,
}

/// The language that somebody reads.
pub(super) fn language(interaction: &Interaction) -> Language {
    Language::of_locale(match interaction {
        Interaction::Command(command) | Interaction::Autocomplete(command) => &command.locale,
        Interaction::Component(component) => &component.locale,
        Interaction::Modal(modal) => &modal.locale,
        _ => "",
    })
}

/// A command and its options. Options of types that no command of ours takes are left out.
pub(super) fn command(interaction: &CommandInteraction) -> (Asker, Request) {
    let server = installed(interaction.guild_id, &interaction.authorizing_integration_owners);
    let member = interaction.member.as_deref();
    let place = (server, interaction.channel_id, interaction.guild_locale.as_deref());
    let asker = asker(&interaction.user, member, place, &interaction.locale);
    let (name, options) = opened(&interaction.data);
    (asker, Request::Command { name, args: args(options, &interaction.data.resolved) })
}

/// The full name of a command, such as `board add`, as it came.
pub(super) fn name(interaction: &CommandInteraction) -> String {
    opened(&interaction.data).0
}

/// A command's full name, and the options below it.
fn opened(data: &CommandData) -> (String, &[CommandDataOption]) {
    let (mut name, mut options) = (data.name.clone(), data.options.as_slice());
    while let [CommandDataOption { name: below, value: CommandDataOptionValue::SubCommand(inner), .. }] =
        options
    {
        name = format!("{name} {below}");
        options = inner;
    }
    (name, options)
}

/// A button or a menu, with the first thing chosen there; none when its `custom_id` isn't ours.
pub(super) fn component(interaction: &ComponentInteraction) -> (Asker, Option<Request>) {
    let server = installed(interaction.guild_id, &interaction.authorizing_integration_owners);
    let member = interaction.member.as_ref();
    let place = (server, interaction.channel_id, interaction.guild_locale.as_deref());
    let asker = asker(&interaction.user, member, place, &interaction.locale);
    let value = match &interaction.data.kind {
        ComponentInteractionDataKind::StringSelect { values } => values.first().cloned(),
        ComponentInteractionDataKind::ChannelSelect { values } => values.first().map(ToString::to_string),
        ComponentInteractionDataKind::RoleSelect { values } => values.first().map(ToString::to_string),
        _ => None,
    };
    (asker, custom_id::read(&interaction.data.custom_id, value.as_deref()).map(Request::Press))
}

/// A submitted modal; none when its `custom_id` isn't ours.
pub(super) fn modal(interaction: &ModalInteraction) -> (Asker, Option<Request>) {
    // serenity drops the owners of a modal. A page that is jumped to costs nothing new, and the settings are shown
    // only where the bot is a member: the server may count.
    let place = (interaction.guild_id, interaction.channel_id, interaction.guild_locale.as_deref());
    let asker = asker(&interaction.user, interaction.member.as_ref(), place, &interaction.locale);
    let value =
        interaction.data.components.iter().flat_map(|row| &row.components).find_map(|field| match field {
            ActionRowComponent::InputText(input) => input.value.as_deref(),
            _ => None,
        });
    (asker, custom_id::read(&interaction.data.custom_id, value).map(Request::Press))
}

/// The options of a command. While somebody still types, the typed text counts as the option's text.
fn args(options: &[CommandDataOption], resolved: &CommandDataResolved) -> Args {
    options
        .iter()
        .filter_map(|option| {
            let value = match &option.value {
                CommandDataOptionValue::String(text) => Value::Text(text.clone()),
                CommandDataOptionValue::Autocomplete { value, .. } => Value::Text(value.clone()),
                CommandDataOptionValue::Integer(number) => Value::Integer(*number),
                CommandDataOptionValue::Boolean(truth) => Value::Boolean(*truth),
                CommandDataOptionValue::Channel(channel) => Value::Channel(channel.get()),
                CommandDataOptionValue::Role(role) => Value::Role(role.get()),
                CommandDataOptionValue::Attachment(id) => file(resolved.attachments.get(id)?),
                _ => return None,
            };
            Some((option.name.clone(), value))
        })
        .collect()
}

fn file(attachment: &Attachment) -> Value {
    Value::File {
        name: attachment.filename.clone(),
        size: attachment.size.into(),
        url: attachment.url.clone(),
    }
}

/// A server counts only where the bot is a member of it: elsewhere the person brought the bot along.
fn installed(guild: Option<GuildId>, owners: &AuthorizingIntegrationOwners) -> Option<GuildId> {
    let is_ours = |owner: &AuthorizingIntegrationOwner| {
        matches!(owner, AuthorizingIntegrationOwner::GuildInstall(Some(_)))
    };
    guild.filter(|_| owners.0.iter().any(is_ours))
}

/// Who asks, in which server, channel and locale of the server. What they may do comes along with what they did.
fn asker(
    user: &User,
    member: Option<&Member>,
    (server, channel, server_locale): (Option<GuildId>, ChannelId, Option<&str>),
    locale: &str,
) -> Asker {
    let rights = member.and_then(|member| member.permissions).map(|rights| Rights(rights.bits()));
    let roles = member.map(|member| member.roles.iter().map(|role| role.get()).collect());
    Asker {
        caller: Caller {
            person: user.id.get(),
            server: server.map(GuildId::get),
            channel: channel.get(),
            rights: rights.unwrap_or_default(),
            roles: roles.unwrap_or_default(),
            locale: Language::of_locale(server_locale.unwrap_or_default()),
        },
        language: Language::of_locale(locale),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::GivenFile;
    use serde_json::json;

    #[test]
    fn a_file_is_known_by_its_name_its_size_and_where_it_is() {
        let url = "https://cdn.example/1/creators.csv";
        let file = json!({
            "id": "9", "filename": "creators.csv", "size": 1234, "url": url, "proxy_url": url,
        });
        let interaction: CommandInteraction = serde_json::from_value(json!({
            "id": "1", "application_id": "2", "type": 2, "token": "t", "version": 1,
            "guild_id": "3", "channel_id": "4", "locale": "en-US", "entitlements": [],
            "attachment_size_limit": 10_000_000,
            "authorizing_integration_owners": { "0": "3" },
            "user": { "id": "5", "username": "maya", "discriminator": "0", "avatar": null },
            "data": {
                "id": "6", "name": "watch", "type": 1,
                "options": [{ "name": "import", "type": 1, "options": [
                    { "name": "file", "type": 11, "value": "9" },
                ] }],
                "resolved": { "attachments": { "9": file } },
            },
        }))
        .unwrap();
        let (_, request) = command(&interaction);
        let Request::Command { name, args } = request else { panic!("{request:?}") };
        assert_eq!(name, "watch import");
        assert_eq!(args.file("file"), Some(GivenFile { name: "creators.csv", size: 1234, url }));
        assert_eq!(args.text("file"), None);
    }
}
