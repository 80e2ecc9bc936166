// A discord.js bot against the sandbox: a command with suggestions, an embed with a button, an edit, a
// follow-up, a modal.
import { readFileSync } from "node:fs";
import {
  ActionRowBuilder, ApplicationCommandOptionType, ButtonBuilder, ButtonStyle, Client, EmbedBuilder, Events,
  GatewayIntentBits, MessageFlags, ModalBuilder, TextInputBuilder, TextInputStyle,
} from "discord.js";

const hello = JSON.parse(readFileSync(0, "utf8").split("\n", 1)[0]);
// The Gateway's address comes from GET /gateway/bot.
const client = new Client({
  intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages],
  rest: { api: `${hello.discord}/api` },
});

const command = {
  name: "hello",
  description: "Says hello",
  options: [{
    name: "name", description: "Whom to greet", type: ApplicationCommandOptionType.String, autocomplete: true,
  }],
};
const buttons = new ActionRowBuilder().addComponents(
  new ButtonBuilder().setCustomId("again").setLabel("Again").setStyle(ButtonStyle.Primary),
  new ButtonBuilder().setCustomId("form").setLabel("Form").setStyle(ButtonStyle.Secondary),
);
const form = new ModalBuilder().setCustomId("form").setTitle("A form").addComponents(
  new ActionRowBuilder().addComponents(
    new TextInputBuilder().setCustomId("text").setLabel("Text").setStyle(TextInputStyle.Short),
  ),
);

async function greet(interaction) {
  await interaction.deferReply();
  const name = interaction.options.getString("name") ?? "world";
  const embed = new EmbedBuilder().setTitle("Hello").setDescription(name);
  await interaction.editReply({ content: `Hello ${name}`, embeds: [embed], components: [buttons] });
  await interaction.followUp({ content: "only for you", flags: MessageFlags.Ephemeral });
}

client.on(Events.InteractionCreate, async (interaction) => {
  if (interaction.isAutocomplete()) {
    const typed = interaction.options.getFocused();
    await interaction.respond(["Mason", "Maya"].filter((name) => name.startsWith(typed))
      .map((name) => ({ name, value: name })));
  } else if (interaction.isChatInputCommand()) {
    await greet(interaction);
  } else if (interaction.isButton() && interaction.customId === "form") {
    await interaction.showModal(form);
  } else if (interaction.isButton()) {
    await interaction.update({ content: `Hello again, ${interaction.user.displayName}` });
  } else if (interaction.isModalSubmit()) {
    await interaction.reply(`You wrote: ${interaction.fields.getTextInputValue("text")}`);
  }
});

client.once(Events.ClientReady, async () => {
  await client.application.commands.set([command]);
  console.log(`ready as ${client.user.tag} in ${client.guilds.cache.map((guild) => guild.name).join(", ")}`);
  const channel = client.channels.cache.find((channel) => channel.name === "general");
  const files = [{ attachment: Buffer.from("a,b\n"), name: "a.csv" }];
  const sent = await channel.send({ content: "I am here", files });
  await sent.edit("I am still here");
  console.log("posted");
});
client.on(Events.Error, (error) => console.error(error));

await client.login(hello.token);
