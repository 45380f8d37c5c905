package playground

import (
	"net/url"
	"strconv"
	"strings"
	"time"

	"ombud/bot/limits"
)

// Input tells whether the element is the one of an input block.
func (p piece) Input() bool { return text(p.Block, "type") == "input" }

// Name is the form field: of an input its block, of a menu that acts its place,
// marked when it is a moment.
func (p piece) Name() string {
	switch {
	case p.Input():
		return "v/" + url.PathEscape(text(p.Block, "block_id"))
	case p.Kind() == "datetimepicker":
		return "t/" + p.spot()
	}
	return "a/" + p.spot()
}

// Upload is the form field that takes new files.
func (p piece) Upload() string { return "f/" + url.PathEscape(text(p.Block, "block_id")) }

// Query is the form field with what to look for, Ask what its button sends.
func (p piece) Query() string { return "q/" + url.PathEscape(text(p.Block, "block_id")) }
func (p piece) Ask() string   { return "options/" + url.PathEscape(text(p.Block, "block_id")) }

// BlockID is the id of the block.
func (p piece) BlockID() string { return text(p.Block, "block_id") }

// Acts tells whether choosing something is sent at once, OnEnter whether Enter is.
func (p piece) Acts() bool { return !p.Input() || dispatches(spot{p.Block, p.El}) }
func (p piece) OnEnter() bool {
	return isText(p.Kind()) && flag(p.Block, "dispatch_action") && !dispatches(spot{p.Block, p.El})
}

// Act is what the form sends when the element is changed, "" for nothing.
func (p piece) Act() string {
	switch {
	case !p.Input():
		return p.Press()
	case p.Acts():
		return p.Change()
	}
	return ""
}

func (p piece) held() obj {
	o, ok := p.state.get(spot{p.Block, p.El})
	if !ok {
		return initial(p.El)
	}
	return o
}

// Values are what the element holds, or what the viewer entered and was refused.
func (p piece) Values() []string {
	if vs, ok := p.typed[p.BlockID()]; ok && p.Input() {
		return vs
	}
	return heldValues(p.held())
}

// Value is the one value of the element as the browser's control writes it.
func (p piece) Value() string {
	vs := p.Values()
	if len(vs) == 0 {
		return ""
	}
	if sec, err := strconv.ParseInt(vs[0], 10, 64); err == nil && p.Kind() == "datetimepicker" {
		return time.Unix(sec, 0).In(p.Person.zone()).Format(localTime)
	}
	return vs[0]
}

// localTime is how a browser writes a date and time.
const localTime = "2006-01-02T15:04"

// Error is what stands under the field, "" for nothing.
func (p piece) Error() string {
	if !p.Input() {
		return ""
	}
	return p.show[p.BlockID()]
}

// Most is the longest text a field takes.
func (p piece) Most() int { return number(p.El, "max_length", limits.MaxInputText) }

// Least is how many characters a search needs.
func (p piece) Least() int { return number(p.El, "min_query_length", 3) }

// Accept is the file types an input asks for, as a browser wants them.
func (p piece) Accept() string {
	var out []string
	for _, t := range list(p.El, "filetypes") {
		if s, ok := t.(string); ok {
			out = append(out, "."+s)
		}
	}
	return strings.Join(out, ",")
}

// Attached are the files the input holds.
func (p piece) Attached() []File {
	fs, _ := objects(list(p.held(), "files"))
	var out []File
	for _, f := range fs {
		out = append(out, File{ID: text(f, "id"), Name: text(f, "name"), Size: p.files[text(f, "id")].Size})
	}
	return out
}

// Weight is the size of a file as people read it.
func (f File) Weight() string {
	if f.Size < 1<<20 {
		return strconv.Itoa((f.Size+1023)>>10) + " kB"
	}
	return strconv.FormatFloat(float64(f.Size)/(1<<20), 'f', 1, 64) + " MB"
}

// Chosen is the label of the one chosen option.
func (p piece) Chosen() string {
	for _, o := range chosen(p.held()) {
		return plainText(o, "text")
	}
	return ""
}

// Offered are the suggestions the viewer asked for last without a script.
func (p piece) Offered() []Option { return p.Note.offered[p.BlockID()] }

// Asked is what they asked with.
func (p piece) Asked() string { return p.Note.asked[p.BlockID()] }

// PressOffered is what choosing a suggestion sends.
func (p piece) PressOffered(value string) string {
	return "choose/" + url.PathEscape(p.BlockID()) + "/" + url.PathEscape(value)
}

// AsBlock is the block around the element.
func (p piece) AsBlock() piece { return piece{p.scene, p.Block, p.Block} }

// Many tells whether the element is a set of boxes rather than one control.
func (p piece) Many() bool {
	k := p.Kind()
	return k == "radio_buttons" || k == "checkboxes" || strings.HasPrefix(k, "multi_") && k != "multi_external_select"
}

// Required tells whether the input must be filled in.
func (p piece) Required() bool { return p.Input() && !flag(p.Block, "optional") }

// Described are the ids of what explains the field.
func (p piece) Described() string {
	var ids []string
	if p.Error() != "" {
		ids = append(ids, p.DOM("x"))
	}
	if p.Input() && child(p.Block, "hint") != nil {
		ids = append(ids, p.DOM("h"))
	}
	return strings.Join(ids, " ")
}
