package bot

// Kind says how a request came about.
type Kind string

// The kinds of requests. An event of type app_home_opened is a KindEvent too.
const (
	KindCommand         Kind = "command"
	KindShortcut        Kind = "shortcut"
	KindMessageShortcut Kind = "message shortcut"
	KindAction          Kind = "action"
	KindSubmit          Kind = "submit"
	KindOptions         Kind = "options"
	KindEvent           Kind = "event"
)

// InputAction is the action id of every input element; the block id names it.
const InputAction = "v"

// Request is one thing a person did in Slack, or Slack has to say, with all ids as
// Slack gave them. Fields that its kind does not have are empty.
type Request struct {
	Kind Kind
	// Route is the command ("/complaint"), the callback id of a shortcut or form,
	// the type of an event, or the action id of a button or menu; for an input of
	// a form (action id "v") it is callback id, colon, block id: "case.file:via".
	Route string

	Team     string // the workspace that is asked
	User     string
	UserTeam string // the workspace the person belongs to; empty when not told
	Channel  string

	TriggerID   string // opens one view within three seconds
	ResponseURL string // takes five answers within half an hour

	Command string
	// Text is what was typed after a command, readable: entities decoded, mentions
	// as @name, links as their label.
	Text     string
	Mentions []string // user ids mentioned in Text, in order

	Action  Action
	Message Message
	View    View
	Event   Event
	Query   string // what was typed into a menu that asks for its options

	// Dedupe is the key by which the request counts once: trigger id of a command or
	// shortcut, view id of a submission, event id of an event, else empty.
	Dedupe string
}

// Outsider reports whether Slack says that the person belongs to another workspace.
// False proves nothing: look the person up with Client.Person.
func (r *Request) Outsider() bool { return r.UserTeam != "" && r.UserTeam != r.Team }

// Action is the button or menu that was used.
type Action struct {
	ID      string
	BlockID string
	Type    string // "button", "static_select", "overflow" …
	Value   string // value of the button, of the chosen option, user, date or text
}

// Message is the message an action or message shortcut belongs to.
type Message struct {
	Channel   string
	TS        string
	ThreadTS  string // empty when not in a thread
	Text      string // readable, as Request.Text
	Author    string // user id, or bot id of an app's message
	Ephemeral bool   // only the person sees it; it can be replaced by response URL only
	Files     []File
}

// Event is what Slack tells unasked.
type Event struct {
	ID         string
	Type       string
	User       string
	Channel    string
	OldChannel string // of channel_id_changed; Channel is the new id
	TS         string
	ThreadTS   string
	Text       string // readable, as Request.Text
	Tab        string // of app_home_opened: home or messages
}

// File is a file of Slack as a payload describes it. An empty Name means that
// Client.FileInfo has to be asked.
type File struct {
	ID   string
	Name string
	MIME string // as the uploader claims
	Size int64  // bytes
}
