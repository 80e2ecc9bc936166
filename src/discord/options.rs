//! From Discord's interactions to our requests: who, what, in which language.

use super::custom_id;
use crate::{
    commands::{Args, Caller, Request, Value},
    domain::Language,
};
use serenity::all::{
    ActionRowComponent, AuthorizingIntegrationOwner, AuthorizingIntegrationOwners, CommandDataOption,
    CommandDataOptionValue, CommandInteraction, ComponentInteraction, ComponentInteractionDataKind, GuildId,
    Interaction, ModalInteraction, User,
};

/// Who asks, and in which language they read.
#[derive(Clone, Copy, Debug)]
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
    let owners = &interaction.authorizing_integration_owners;
    let asker = asker(&interaction.user, interaction.guild_id, owners, &interaction.locale);
    (asker, Request::Command { name: interaction.data.name.clone(), args: args(&interaction.data.options) })
}

/// A button or a menu, with the first thing chosen there; none when its `custom_id` isn't ours.
pub(super) fn component(interaction: &ComponentInteraction) -> (Asker, Option<Request>) {
    let owners = &interaction.authorizing_integration_owners;
    let asker = asker(&interaction.user, interaction.guild_id, owners, &interaction.locale);
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
    // serenity drops the owners of a modal; a page that is jumped to costs nothing new, so the server may count.
    let asker = Asker {
        caller: Caller { person: interaction.user.id.get(), server: interaction.guild_id.map(GuildId::get) },
        language: Language::of_locale(&interaction.locale),
    };
    let value =
        interaction.data.components.iter().flat_map(|row| &row.components).find_map(|field| match field {
            ActionRowComponent::InputText(input) => input.value.as_deref(),
            _ => None,
        });
    (asker, custom_id::read(&interaction.data.custom_id, value).map(Request::Press))
}

/// The options of a command. While somebody still types, the typed text counts as the option's text.
pub(super) fn args(options: &[CommandDataOption]) -> Args {
    options
        .iter()
        .filter_map(|option| {
            let value = match &option.value {
                CommandDataOptionValue::String(text) => Value::Text(text.clone()),
                CommandDataOptionValue::Autocomplete { value, .. } => Value::Text(value.clone()),
                CommandDataOptionValue::Integer(number) => Value::Integer(*number),
                CommandDataOptionValue::Boolean(truth) => Value::Boolean(*truth),
                _ => return None,
            };
            Some((option.name.clone(), value))
        })
        .collect()
}

/// A server counts only where the bot is a member of it: elsewhere the person brought the bot along.
fn asker(user: &User, guild: Option<GuildId>, owners: &AuthorizingIntegrationOwners, locale: &str) -> Asker {
    let installed =
        owners.0.iter().any(|owner| matches!(owner, AuthorizingIntegrationOwner::GuildInstall(Some(_))));
    Asker {
        caller: Caller { person: user.id.get(), server: guild.filter(|_| installed).map(GuildId::get) },
        language: Language::of_locale(locale),
    }
}
