'use strict'
// Each act is a form post; the page that comes back replaces what differs. Hints
// from the server make the page ask for itself again when somebody else acted.
{
  let epoch = 0, posting = 0, visits = 0, stream = null, timer = 0, leaving = false
  const known = new WeakSet() // logs that were scrolled to their end once
  const sending = new WeakSet() // forms that are under way
  const $ = id => document.getElementById(id)

  function status(sentence) {
    const bar = $('offline')
    bar.dataset.lost ??= bar.textContent
    bar.textContent = sentence === true ? bar.dataset.lost : sentence || ''
    bar.hidden = !sentence
    bar.classList.toggle('lost', sentence === true)
  }

  function swap(html) {
    const next = new DOMParser().parseFromString(html, 'text/html')
    if (!next.body.dataset.root) throw new Error('not a page')
    const before = $('modal')
    if (before && !next.getElementById('modal')) before.close()
    const ends = [...document.querySelectorAll('.log')].filter(l => l.scrollHeight - l.scrollTop - l.clientHeight < 80)
    document.title = next.title
    document.documentElement.lang = next.documentElement.lang
    Ombud.morph(document.body, next.body)
    settle(ends, before?.dataset.view)
  }

  let shownView = '', opener = null // what had the focus when a form opened
  function settle(ends) {
    Ombud.dress()
    for (const log of document.querySelectorAll('.log:not(.plain)')) {
      if (!known.has(log) || ends.includes(log)) log.scrollTop = log.scrollHeight
      known.add(log)
    }
    const d = $('modal'), view = d?.dataset.view || ''
    if (d && !d.matches(':modal')) {
      if (!shownView) opener = document.activeElement
      d.removeAttribute('open')
      d.showModal()
    }
    if (d && view !== shownView) {
      d.querySelector('.modal-body').scrollTop = 0
      const first = d.querySelector('[autofocus]') || d.querySelector('.modal-body :is(input, select, textarea):not([type=hidden])')
      ;(first && first.matches('[autofocus], input[type=text], textarea, select') ? first : $('modal-title')).focus()
    }
    if (!d && shownView) {
      const back = opener?.isConnected ? opener : opener?.id && $(opener.id)
      if (back && (!document.activeElement || document.activeElement === document.body)) back.focus()
    }
    shownView = view
    Ombud.follow()
    Ombud.point()
  }

  async function get(url) {
    const r = await fetch(url, {headers: {'X-Refresh': '1'}})
    if (!r.ok) throw new Error(r.status)
    return r
  }

  async function refresh() {
    if (posting) return hint()
    const mine = ++epoch
    const here = location.pathname
    try {
      const r = await get(location.href)
      const html = await r.text()
      if (mine !== epoch || posting) return hint() // the visitor went on meanwhile: this is of the page before
      if (new URL(r.url).pathname !== here) return location.assign(r.url)
      swap(html)
    } catch { status(true) }
  }

  function hint() {
    clearTimeout(timer)
    timer = setTimeout(refresh, 70)
  }

  // send posts a form; verb stands in for a pressed button.
  Ombud.send = async (form, button, verb) => {
    if (sending.has(form)) return // a double click sends once
    sending.add(form)
    try { await post(form, button, verb) } finally { sending.delete(form) }
  }

  async function post(form, button, verb) {
    if (!await Ombud.sure(form, button)) return
    const said = form.querySelector('[data-draft]')
    if (said && !said.value.trim()) return
    let data = new FormData(form, button?.form === form ? button : null)
    if (verb) data.set('do', verb)
    if (form.enctype !== 'multipart/form-data') data = new URLSearchParams(data)
    const typed = said?.value
    for (const el of form.elements) Ombud.touched.delete(el)
    busy(form, button, true)
    epoch++
    posting++
    const here = visits
    try {
      const r = await fetch(form.action, {method: 'POST', body: data, headers: {'X-Refresh': '1'}})
      if (!r.ok) throw new Error(r.status)
      if (here !== visits) return hint() // the visitor went elsewhere meanwhile
      const at = new URL(r.url).pathname
      if (at !== location.pathname && !at.startsWith(document.body.dataset.root)) { leaving = true; return location.assign(r.url) }
      const html = await r.text()
      if (r.url !== location.href) history[at === location.pathname ? 'replaceState' : 'pushState'](null, '', r.url)
      if (said && said.value.trim() === typed.trim()) Ombud.cleared(said)
      status('')
      swap(html)
      if (button?.value === 'submit' && !$('modal')?.querySelector('.wrong, .banner')) Ombud.saved(form)
      if (verb === undefined) wrong()
    } catch { status(true) } finally {
      posting--
      epoch++
      busy(form, button, false)
    }
  }

  // The first field in error gets the focus, with what is wrong in sight.
  function wrong() {
    const field = $('modal')?.querySelector('.wrong')
    field?.querySelector('[aria-invalid=true], input')?.focus({preventScroll: true})
    field?.scrollIntoView({block: 'center'})
  }

  function busy(form, pressed, on) {
    if (on) form.setAttribute('aria-busy', 'true')
    else form.removeAttribute('aria-busy')
    for (const b of form.querySelectorAll('button')) {
      if (b !== pressed) b.disabled = on
      else if (on) b.setAttribute('aria-disabled', 'true')
      else b.removeAttribute('aria-disabled')
    }
    if (form.dataset.busy) status(on && form.dataset.busy)
  }

  document.addEventListener('submit', e => {
    e.preventDefault()
    Ombud.send(e.target, e.submitter)
  })

  // Escape in a modal presses its cross. A browser closes it by itself when Escape is
  // pressed again and again; the server has the last word on what is open.
  function escape(d) {
    const x = d.querySelector('.shut')
    Ombud.send(x.form, x)
  }
  document.addEventListener('cancel', e => {
    if (e.target.id !== 'modal') return
    e.preventDefault()
    escape(e.target)
  }, true)
  document.addEventListener('close', e => {
    if (e.target.id !== 'modal' || !e.target.isConnected || e.target.open) return
    e.target.showModal()
    escape(e.target)
  }, true)

  document.addEventListener('click', e => {
    const a = e.target.closest('a[data-go]')
    if (!a || e.button || e.metaKey || e.ctrlKey || e.shiftKey) return
    e.preventDefault()
    go(a.href, true)
  })
  window.addEventListener('popstate', () => go(location.href))

  // go shows another address: in place, or anew when it is somebody else's.
  Ombud.go = url => {
    if (new URL(url, location).pathname.startsWith(document.body.dataset.root)) return go(url, true)
    leaving = true
    location.assign(url)
  }

  async function go(url, push) {
    epoch++
    visits++
    try {
      const r = await fetch(url)
      if (!r.ok) throw new Error(r.status)
      const html = await r.text()
      if (push) history.pushState(null, '', r.url)
      epoch++ // a refresh under way is of the page before
      swap(html)
    } catch { if (push) location.assign(url) }
  }

  // A tab nobody looks at holds no connection: browsers allow only a few.
  function listen() {
    if (document.hidden) { stream?.close(); stream = null; return }
    if (stream) return
    stream = new EventSource(document.body.dataset.root + 'events')
    stream.onopen = () => { status(''); hint() }
    stream.onmessage = hint
    stream.onerror = () => { if (!leaving) status(true) }
  }
  document.addEventListener('visibilitychange', listen)
  window.addEventListener('pagehide', () => { leaving = true; stream?.close() })

  settle([])
  listen()
}
