package handlers

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
	"ombud/db"
)

// openFiling shows the form to record a complaint, with what is known filled in.
func (h *Handlers) openFiling(ctx context.Context, r *bot.Request, by complaint.Person, known complaint.Registration, o view.Offer) (bot.Response, error) {
	p, err := h.Store.Procedure(ctx, h.Now())
	if err != nil {
		return bot.Response{}, err
	}
	if known.ReceivedAt.IsZero() {
		known.ReceivedAt = h.Now()
	}
	f := h.filingFrame(ctx, r, by, known.Quoted)
	m := filingMetadata(r, f)
	m.Quote(known.Quoted)
	return bot.Response{Open: view.FilingForm(f, p, known, o, m)}, nil
}

// filingMetadata is what a window of the filing remembers from its opening on.
func filingMetadata(r *bot.Request, f *view.Frame) view.Metadata {
	m := view.Metadata{Lang: string(f.P.Language())}
	if r.Kind == bot.KindCommand {
		m.Reply = r.ResponseURL
	}
	return m
}

// newFiling opens the empty form, from the global shortcut or a button; who
// has drafts is asked first whether to go on with one.
func (h *Handlers) newFiling(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, err := h.member(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	return h.fileOrContinue(ctx, r, by)
}

// emptyFiling turns a window into the empty form.
func (h *Handlers) emptyFiling(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, err := h.member(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	m, err := view.ParseMetadata(r.View.Metadata)
	if err != nil {
		return bot.Response{}, err
	}
	resp, err := h.openFiling(ctx, r, by, complaint.Registration{Via: "phone"}, view.Offer{})
	if err != nil {
		return bot.Response{}, err
	}
	resp.Open.Metadata = view.Metadata{Version: m.Version, Lang: m.Lang, Reply: m.Reply}.String()
	return bot.Response{Update: resp.Open}, nil
}

// redrawFiling draws the form anew for the way in, or the tick, that changed.
func (h *Handlers) redrawFiling(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, err := h.member(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	m, err := view.ParseMetadata(r.View.Metadata)
	if err != nil {
		return bot.Response{}, err
	}
	p, err := h.Store.Procedure(ctx, h.Now())
	if err != nil {
		return bot.Response{}, err
	}
	reg := h.registration(&r.View)
	if ch := p.Channel(reg.Via); ch != nil && r.Action.BlockID == "via" {
		if _, stamped := r.View.Values[view.LetterBlock]; stamped != ch.Scan {
			reg.DayOnly = ch.Scan // a stamp says no hour
		}
	}
	reg.ReceivedAt = h.presetReceipt(reg)
	reg.Quoted = quoted(m)
	return bot.Response{Update: view.FilingForm(h.filingFrame(ctx, r, by, reg.Quoted), p, reg, h.offer(ctx, m.Files), m)}, nil
}

// tellCustomer shows what the filer may say to the customer.
func (h *Handlers) tellCustomer(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, c, f, err := h.pressed(ctx, r, complaint.PartState)
	if err != nil {
		return bot.Response{}, err
	}
	f.Viewer = by
	return bot.Response{Push: view.TellCustomer(f, c)}, nil
}

// submitFiling puts the complaint on record and shows what happens now.
func (h *Handlers) submitFiling(ctx context.Context, r *bot.Request) (bot.Response, error) {
	by, err := h.member(ctx, r)
	if err != nil {
		return bot.Response{}, err
	}
	m, err := view.ParseMetadata(r.View.Metadata)
	if err != nil {
		return bot.Response{}, err
	}
	reg := h.registration(&r.View)
	reg.After, reg.Quoted = m.Number, h.linked(ctx, m)
	if err = h.follow(ctx, by, &reg); err != nil {
		return bot.Response{}, err
	}
	if err := h.fullMember(ctx, reg.Receiver, "receiver", "error.receiver_guest"); err != nil {
		return bot.Response{}, err
	}
	if err := h.nameFiles(ctx, reg.Files); err != nil {
		return bot.Response{}, err
	}
	c, created, alike, err := h.fileCase(ctx, r, m, by, &reg)
	if errors.Is(err, errAlike) {
		return h.askWhich(ctx, r, by, m, reg, alike)
	}
	if err != nil {
		return bot.Response{}, err
	}
	return h.filedNow(ctx, r, by, c, created, m), nil
}

// filedNow shows what happens now, and leaves a line where the command was typed: once,
// as a form that is sent again does not create the case anew.
func (h *Handlers) filedNow(ctx context.Context, r *bot.Request, by complaint.Person, c *complaint.Case, created bool, m view.Metadata) bot.Response {
	h.linkBack(ctx, by, c)
	f := h.caseFrame(ctx, r, by, c)
	resp := bot.Response{Update: view.Filed(f, c, m)}
	if m.Reply != "" && created {
		r.ResponseURL, resp.Ephemeral = m.Reply, view.FiledNote(f, c)
	}
	return resp
}

// fileCase registers what the form says. The window's id, and how often it was
// used, make the submission count once. A form without mistakes of a customer with
// open cases that the filer knows is not filed yet: errAlike, with them. Created says that
// it was not on record already.
func (h *Handlers) fileCase(ctx context.Context, r *bot.Request, m view.Metadata, by complaint.Person, reg *complaint.Registration) (
	c *complaint.Case, created bool, alike []*complaint.Case, err error,
) {
	source := formID(r, m)
	err = h.soft(ctx, source, "error.old_receipt", func(keep bool) error {
		reg.KeepOld = reg.KeepOld || keep
		c, created, err = h.Store.FileCase(ctx, origin(by, m.Draft, source, *reg), func(c *complaint.Case, open []string) error {
			err := c.Register(*reg, by, h.Now())
			if err != nil {
				return err
			}
			if alike, err = h.known(ctx, by, *reg, open); err == nil && len(alike) > 0 {
				err = errAlike
			}
			return err
		})
		return err
	})
	return c, created, alike, err
}

// origin is where a case comes from that somebody files with a form.
func origin(by complaint.Person, draft, source string, reg complaint.Registration) db.Origin {
	from := db.Origin{Source: source, Received: reg.ReceivedAt, Person: by.ID, Draft: draft}
	if !reg.Unknown { // what stood there before is not said any more
		from.Mail, from.Phone = reg.Email, reg.Phone
	}
	return from
}

// formID names the form that a window holds: the window keeps its id when it
// files another complaint, so that counts too.
func formID(r *bot.Request, m view.Metadata) string {
	return fmt.Sprintf("%s/%d", r.View.ID, m.Version)
}

// registration reads the filing form.
func (h *Handlers) registration(v *bot.View) complaint.Registration {
	reg := complaint.Registration{
		Filing: complaint.Filing{
			Name: v.Text("name"), Phone: v.Text("phone"), Email: v.Text("email"), Address: v.Text("address"), Handle: v.Text("handle"),
			Street: v.Text("street"), Postcode: v.Text("postcode"), Town: v.Text("town"),
			Unknown: v.Ticked("unknown", "unknown"),
			Summary: v.Text("summary"), Story: v.Text("story"), Wish: v.Text("wish"),
			Deliverer: v.Text("deliverer"), Interest: v.Text("interest"),
		},
		Via:   v.Option("via"),
		About: slices.Clone(v.Values["about"].Users), Deliverers: slices.Clone(v.Values["deliverers"].Users),
		Receiver:   v.User("receiver"),
		Signs:      slices.Clone(v.Values["signs"].Options),
		Interested: v.Ticked("coi", "coi"),
		ReadBack:   v.Ticked("done", "readback"), Explained: v.Ticked("done", "explained"), OwnCard: v.Ticked("done", complaint.DoneOwnCard),
		Given: v.Text("given"),
	}
	reg.Nature, reg.Against = view.ParseNature(v.Option("nature"))
	if reg.Nature == view.NatureLater {
		reg.Nature = ""
	}
	reg.ReceivedAt, reg.DayOnly = h.receipt(v)
	for _, id := range v.Values[view.OfferBlock].Options {
		reg.Files = append(reg.Files, complaint.Attachment{ID: id})
	}
	reg.Files = append(reg.Files, attached(v)...)
	return reg
}

// attached are the documents that a form brings.
func attached(v *bot.View) []complaint.Attachment {
	var files []complaint.Attachment
	for _, file := range v.Values["files"].Files {
		files = append(files, complaint.Attachment{ID: file.ID, Name: file.Name, MIME: file.MIME, Size: file.Size})
	}
	return files
}

// nameFiles looks up what the payload did not say of the documents.
func (h *Handlers) nameFiles(ctx context.Context, files []complaint.Attachment) error {
	for i := range files {
		if files[i].Name != "" {
			continue
		}
		info, err := h.Slack.FileInfo(ctx, files[i].ID)
		if err != nil {
			return fmt.Errorf("look up file %s: %w", files[i].ID, err)
		}
		files[i].Name, files[i].MIME, files[i].Size = info.Name, info.MIME, info.Size
	}
	return nil
}
