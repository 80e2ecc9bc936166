//! rankwatch: TikTok Shop creator rankings in Discord.
