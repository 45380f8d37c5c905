package playground

import (
	"cmp"
)

// pane is a modal, or Home, on the screen.
type pane struct {
	*look
	View
	Depth  int // how many lie beneath
	Pieces []piece
}

func (l *look) pane(v View, depth int) *pane {
	state := values{}
	if raw, err := decode(v.State); err == nil {
		for block, in := range raw.(obj) {
			for action, o := range in.(obj) {
				if held, ok := o.(obj); ok {
					state.set(spot{obj{"block_id": block}, obj{"action_id": action}}, held)
				}
			}
		}
	}
	sc := &scene{look: l, scope: v.ID, state: state, modal: v.Type == "modal"}
	if l.Note.view == v.ID {
		sc.show, sc.typed = l.Note.errors, l.Note.typed
	}
	return &pane{look: l, View: v, Depth: depth, Pieces: sc.pieces(v.Blocks)}
}

// Modal is the visible modal, nil for none.
func (l *look) Modal() *pane {
	vs := l.Person.stack()
	if len(vs) == 0 {
		return nil
	}
	return l.pane(vs[len(vs)-1], len(vs)-1)
}

// HomeTab is what the app shows in Home, nil for nothing.
func (l *look) HomeTab() *pane {
	v := l.Person.Home()
	if v == nil {
		return nil
	}
	return l.pane(*v, 0)
}

// CloseWord is what the button says that closes the modal.
func (w *pane) CloseWord() string {
	if w.Depth > 0 {
		return cmp.Or(w.View.Close, w.W.Back)
	}
	return cmp.Or(w.View.Close, w.W.Close)
}

// Wrong tells whether the form carries errors.
func (w *pane) Wrong() bool { return w.Note.view == w.View.ID && len(w.Note.errors) > 0 }
