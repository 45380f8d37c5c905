'use strict'
// What the browser's own controls do not do: menus that are typed in, lists that are
// filtered, fields that act when they change, drafts, and asking before something
// is thrown away.
{
  const written = new Map() // by modal: something was entered in it
  const wait = new WeakMap()
  const turns = new WeakMap() // of questions to the app: an old answer is not shown

  Ombud.entered = form => written.has(form.id)
  Ombud.saved = form => written.delete(form.id)

  document.addEventListener('input', e => {
    const el = e.target
    Ombud.touched.add(el)
    mend(el.closest('.wrong'))
    if (el.closest('dialog.modal') && !el.matches('[data-filter]')) written.set(el.form.id, true)
    if (el.matches('[data-draft]')) draft(el)
    if (el.matches('[data-filter]')) filter(el)
    if (el.matches('[role=combobox]')) later(el, () => ask(el), 180)
  })

  document.addEventListener('change', e => {
    const el = e.target
    if (el.matches('[data-upload]') && el.files.length) Ombud.send(el.form, null, 'none')
    else if (el.matches('[data-act]')) Ombud.send(el.form, null, el.dataset.act)
  })

  document.addEventListener('keydown', e => {
    const el = e.target
    if (e.isComposing) return
    if (el.matches('[role=combobox]') && steer(e, el)) return
    if (e.key === 'Escape') {
      const open = document.querySelector('details.menu[open]')
      if (open) { open.open = false; open.firstElementChild.focus(); e.preventDefault() }
    }
    if (e.key !== 'Enter') return
    if (el.matches('.composer textarea') && !e.shiftKey) {
      e.preventDefault()
      el.form.requestSubmit()
    } else if (el.matches('[data-enter]')) {
      e.preventDefault()
      Ombud.send(el.form, null, el.dataset.enter)
    }
  })

  document.addEventListener('click', e => {
    for (const open of document.querySelectorAll('details.menu[open]')) {
      if (!open.contains(e.target) || e.target.closest('.menu-list')) open.open = false
    }
    const line = e.target.closest('[role=option][data-value]')
    if (line) choose(line)
  })
  document.addEventListener('toggle', e => {
    if (e.target.matches('details.menu') && e.target.open) e.target.lastElementChild.scrollIntoView({block: 'nearest'})
  }, true)
  document.addEventListener('focusin', e => {
    const el = e.target
    if (el.matches('[role=combobox]') && +el.parentNode.dataset.least === 0) later(el, () => ask(el, ''), 0)
  })
  document.addEventListener('focusout', e => {
    if (e.target.matches('[role=combobox]')) setTimeout(() => { if (document.activeElement !== e.target) shut(e.target, true) }, 150)
  })

  function later(el, what, ms) {
    clearTimeout(wait.get(el))
    wait.set(el, setTimeout(what, ms))
  }

  // A menu whose lines the app suggests.
  async function ask(el, query = el.value.trim()) {
    const combo = el.parentNode, box = combo.querySelector('[role=listbox]')
    if ([...query].length < +combo.dataset.least) return shut(el)
    const turn = (turns.get(el) || 0) + 1, data = new FormData(el.form)
    turns.set(el, turn)
    for (const [name, v] of [...data]) if (v instanceof File) data.delete(name)
    data.set('block', combo.dataset.block)
    data.set('q', query)
    let found = {error: combo.dataset.none}
    try {
      found = await (await fetch(document.body.dataset.root + 'options', {method: 'POST', body: data})).json()
    } catch { /* shown as nothing found */ }
    if (document.activeElement !== el || turns.get(el) !== turn) return
    for (const live of [el, box]) live.setAttribute('data-live', '')
    const lines = (found.options || []).map((o, i) => {
      const li = document.createElement('li')
      li.setAttribute('role', 'option')
      li.id = box.id + '-' + i
      li.dataset.value = o.value
      li.textContent = o.text
      if (o.description) li.append(Object.assign(document.createElement('small'), {textContent: o.description}))
      return li
    })
    if (!lines.length) lines.push(Object.assign(document.createElement('li'), {textContent: found.error || combo.dataset.none, className: 'none'}))
    box.replaceChildren(...lines)
    box.hidden = false
    el.setAttribute('aria-expanded', 'true')
    el.removeAttribute('aria-activedescendant')
    box.scrollIntoView({block: 'nearest'})
  }

  function shut(el, settle) {
    turns.set(el, (turns.get(el) || 0) + 1)
    const combo = el.parentNode, box = combo.querySelector('[role=listbox]'), hidden = combo.querySelector('[type=hidden]')
    for (const live of [el, box]) live.removeAttribute('data-live')
    box.hidden = true
    el.setAttribute('aria-expanded', 'false')
    el.removeAttribute('aria-activedescendant')
    if (!settle) return
    if (!el.value.trim() && hidden.value) set(combo, '', '')
    else if (combo.dataset.label !== undefined || hidden.value) el.value = combo.dataset.label ?? el.defaultValue
  }

  function set(combo, value, label) {
    const [hidden, el] = [combo.querySelector('[type=hidden]'), combo.querySelector('[role=combobox]')]
    hidden.value = value
    el.value = label
    combo.dataset.label = label
    Ombud.touched.add(hidden)
    Ombud.touched.add(el)
    mend(combo.closest('.wrong'))
    written.set(el.form.id, true)
    if (combo.dataset.act) Ombud.send(el.form, null, combo.dataset.act)
  }

  function choose(line) {
    const combo = line.closest('.combo')
    set(combo, line.dataset.value, line.firstChild.textContent)
    const el = combo.querySelector('[role=combobox]')
    clearTimeout(wait.get(el))
    shut(el)
  }

  function steer(e, el) {
    const box = el.parentNode.querySelector('[role=listbox]')
    const lines = [...box.querySelectorAll('[data-value]')]
    const at = lines.findIndex(l => l.id === el.getAttribute('aria-activedescendant'))
    if (e.key === 'ArrowDown' || e.key === 'ArrowUp') {
      e.preventDefault()
      if (box.hidden) { ask(el, ''); return true }
      if (!lines.length) return true
      const to = lines[(at + (e.key === 'ArrowDown' ? 1 : at < 0 ? 0 : -1) + lines.length) % lines.length]
      for (const l of lines) l.setAttribute('aria-selected', l === to)
      el.setAttribute('aria-activedescendant', to.id)
      to.scrollIntoView({block: 'nearest'})
      return true
    }
    if (box.hidden) return false
    if (e.key === 'Enter') {
      e.preventDefault()
      if (lines[Math.max(at, 0)]) choose(lines[Math.max(at, 0)])
      return true
    }
    if (e.key === 'Escape') { e.preventDefault(); shut(el, true); return true }
    return false
  }

  // A list of boxes with a field to find some.
  function filter(el) {
    const want = el.value.trim().toLowerCase()
    let shown = 0
    for (const l of el.parentNode.querySelectorAll('label')) {
      l.hidden = !l.textContent.toLowerCase().includes(want)
      if (!l.hidden) shown++
    }
    el.parentNode.querySelector('.none').hidden = shown > 0
  }

  // What is typed and not sent yet, for when one comes back.
  function draft(el) {
    if (el.value) sessionStorage.setItem(el.dataset.draft, el.value)
    else sessionStorage.removeItem(el.dataset.draft)
    grow(el)
  }

  function grow(el) {
    el.style.height = 'auto'
    el.style.height = Math.min(el.scrollHeight + 2, 200) + 'px'
  }

  Ombud.cleared = el => { el.value = ''; Ombud.touched.delete(el); draft(el) }

  // What is wrong with a field stands under it until somebody changes it.
  function mend(field) {
    if (!field) return
    field.classList.remove('wrong')
    field.querySelector('.error')?.remove()
    field.querySelector('[aria-invalid]')?.removeAttribute('aria-invalid')
  }

  // After each rendering: what the server cannot know.
  Ombud.dress = () => {
    for (const field of document.querySelectorAll('.wrong')) {
      if ([...field.querySelectorAll('input, textarea, select')].some(el => Ombud.touched.has(el))) mend(field)
    }
    for (const el of document.querySelectorAll('[data-filter]')) if (el.value) filter(el)
    for (const el of document.querySelectorAll('[data-draft]')) {
      if (!el.value && sessionStorage.getItem(el.dataset.draft)) el.value = sessionStorage.getItem(el.dataset.draft)
      grow(el)
    }
  }

  // sure asks before a button does what cannot be taken back.
  Ombud.sure = (form, button) => {
    const d = button?.dataset, lost = d?.unsaved !== undefined && Ombud.entered(form)
    if (!d || d.confirm === undefined && !lost) return Promise.resolve(true)
    const box = document.getElementById('confirm'), [no, yes] = box.querySelectorAll('button')
    box.querySelector('h2').textContent = lost ? d.unsaved : d.confirm
    box.querySelector('p').textContent = d.confirmText || ''
    if (d.yes) yes.textContent = d.yes
    if (d.no) no.textContent = d.no
    yes.className = 'button ' + (lost ? 'danger' : d.style || 'primary')
    box.returnValue = 'no'
    box.showModal()
    return new Promise(done => {
      no.onclick = yes.onclick = e => box.close(e.currentTarget.value)
      box.addEventListener('close', () => done(box.returnValue === 'yes'), {once: true})
    })
  }
}
