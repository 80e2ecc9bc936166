"""A discord.py bot against the sandbox: registers /hello, answers it, takes a press of its button."""

import json
import sys

import discord
import discord.gateway
import discord.http
import yarl

hello = json.loads(sys.stdin.readline())
# discord.py asks for no address: both are compiled in.
discord.http.Route.BASE = hello["discord"] + "/api/v10"
gateway = yarl.URL(hello["discord"].replace("http", "ws", 1) + "/gateway/ws")
discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = gateway

client = discord.Client(intents=discord.Intents(guilds=True, guild_messages=True, dm_messages=True))
tree = discord.app_commands.CommandTree(client)


class Again(discord.ui.View):
    """One button that edits its message."""

    @discord.ui.button(label="Again", custom_id="again")
    async def again(self, interaction: discord.Interaction, _button: discord.ui.Button) -> None:
        await interaction.response.edit_message(content=f"Hello again, {interaction.user.display_name}")


@tree.command(name="hello", description="Says hello")
@discord.app_commands.describe(name="Whom to greet")
async def say_hello(interaction: discord.Interaction, name: str = "world") -> None:
    """Defers, then answers with an embed and a button."""
    await interaction.response.defer()
    embed = discord.Embed(title="Hello", description=name)
    await interaction.followup.send(f"Hello {name}", embed=embed, view=Again(timeout=None))


@client.event
async def on_ready() -> None:
    """Registers the command once all servers are known."""
    await tree.sync()
    servers = ", ".join(guild.name for guild in client.guilds)
    print(f"ready as {client.user} in {servers}", flush=True)
    channel = discord.utils.get(client.get_all_channels(), name="general")
    await channel.send("I am here", file=discord.File(__file__, "bot.py"))
    print("posted", flush=True)


client.run(hello["token"], log_level=20)
