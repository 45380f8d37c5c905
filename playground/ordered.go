package playground

// ordered is a map that remembers the order in which keys came.
type ordered[V any] struct {
	keys []string
	byID map[string]V
}

func (o *ordered[V]) put(id string, v V) {
	if o.byID == nil {
		o.byID = map[string]V{}
	}
	if _, known := o.byID[id]; !known {
		o.keys = append(o.keys, id)
	}
	o.byID[id] = v
}

func (o *ordered[V]) get(id string) (V, bool) {
	v, ok := o.byID[id]
	return v, ok
}

func (o *ordered[V]) rename(old, id string) {
	o.byID[id] = o.byID[old]
	delete(o.byID, old)
	for i, k := range o.keys {
		if k == old {
			o.keys[i] = id
		}
	}
}

func (o *ordered[V]) all(yield func(V) bool) {
	for _, k := range o.keys {
		if !yield(o.byID[k]) {
			return
		}
	}
}
