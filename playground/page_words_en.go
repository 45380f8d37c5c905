package playground

var english = words{
	Code: "en", Imitated: "imitated Slack", Skip: "Skip to the conversation",
	BusinessClock: "Company clock", Hour: "+1 hour", Workday: "+1 working day", Deadline: "To next deadline", Reset: "Start over",
	ResetAsk: "Start over?", ResetText: "All cases and messages of this demo are deleted and the clock goes back.",
	Be: "You are", Channels: "Channels", Home: "Home", Messages: "Messages", Private: "private", Unread: "unread",
	List: "List", Talk: "Conversation", Thread: "Thread", Panels: "Parts of the page", CloseThread: "Close thread", Moving: "The clock is moving…",
	You: "You are %s", Try: "Type", Or: "or press",
	Empty: "Nothing has been said here yet.", EmptyThread: "This message is no longer there.",
	EmptyDM: "Messages from the app to you appear here.", HomeEmpty: "The app has not shown anything here yet.",
	Write: "Message %s", WriteThread: "Reply in the thread", Send: "Send", NotMember: "You are not a member of this channel.", Join: "Join", Archived: "This channel is archived.",
	OnlyYou: "Only you can see this", Edited: "edited", Replies: "replies", Reply: "reply", ReplyIn: "Reply in thread", AppTag: "app",
	Weekdays: [7]string{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"},
	Months:   [12]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
	Close:    "Close", Back: "Back", Optional: "optional", Required: "Please fill this in.", Choose: "Choose…",
	Filter: "Filter the list", SearchHint: "Type to search", NoMatch: "Nothing found", Update: "Update", More: "More actions",
	TooLarge: "A file may be at most 10 MB.", Refused: "This cannot be entered here.", BadEmail: "This is not an e-mail address.",
	Shorter: "This is too long.", Longer: "This is too short.", BadURL: "This is not a web address.",
	Discard: "Discard", DiscardAsk: "Close without saving?", DiscardText: "What you typed in this window will be lost.", Keep: "Keep writing", Cancel: "Cancel", OK: "Yes",
	Failed: "The app did not answer as it should.", FailedForm: "The app did not answer as it should. What you typed is still here; try again.",
	NoCommand: "%s is not a command of this workspace.", NotPossible: "That is not possible here.", Stale: "This window has changed in the meantime. Look at it again before you go on.",
	Offline: "Connection lost. Trying again…",
}
