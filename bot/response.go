package bot

import (
	"context"

	"ombud/bot/view"
)

// Handler does what a request asks for. What it returns is shown after it returned,
// so it returns after its commit. Its context ends after 2.5 seconds.
//
// An error is worded by Router.Explain. For an event an error other than a refusal
// means "not handled": Slack will send it again.
type Handler func(ctx context.Context, r *Request) (Response, error)

// Response is what a handler wants shown. The zero value acknowledges; for a
// submission it closes the form.
type Response struct {
	// Open shows a modal. Asked for by something inside a modal it is laid on top of
	// it, so that what was typed below stays.
	Open *view.Modal
	// Push is Open for a request that came from a modal.
	Push *view.Modal
	// Update replaces the modal that the request came from.
	Update *view.Modal
	// Errors stand under fields of a submitted form, by block id of input blocks;
	// the form stays. Any other key makes Slack show a failure.
	Errors map[string]string
	// Clear closes the submitted form and those beneath it.
	Clear bool
	// Home becomes the person's Home tab.
	Home *view.Home
	// Ephemeral is said to the person alone: by response URL, else in the channel
	// and thread, else by direct message. Best effort, after the acknowledgement.
	Ephemeral *view.Message
	// Replace takes the place of the message whose button was pressed, by response
	// URL; the only way to change an ephemeral message. Best effort.
	Replace *view.Message
	// Options answer a menu that asks for them.
	Options []view.Option
	// Redraw gives what else the person has open shows from now on. It runs after the
	// acknowledgement, also beside an error.
	Redraw func(context.Context) (Redrawn, error) `json:"-"` // not there yet
}

// Redrawn is what a person has open beside what was answered, as it is from now on.
type Redrawn struct {
	Windows map[string]*view.Modal // by view id; one that is closed by then is left alone
	Home    *view.Home
}
