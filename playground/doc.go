// Package playground is an imitated Slack in one process: the web API, events,
// interactions over sockets or signed HTTP, limits and faults, and the people who
// use it. A Slack refuses what the real one refuses, because a lenient imitation
// proves nothing about a bot.
//
// The bot talks to Handler. Everything else is a method: the world is built and
// changed with AddUser, Join, Share and the like, people act through As, and see
// only what that person may see. Subscribe tells of every change and Log keeps the
// calls, so a page can show all of it.
//
// It reads and writes raw JSON and shares no client library with the bot, so the
// two cannot make the same mistake. Message times follow Config.Now (which a demo
// may move); trigger ids, rate limits and signatures follow Config.Machine.
package playground
