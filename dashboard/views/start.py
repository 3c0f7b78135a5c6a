"""What a reader sees when there is nothing to read: no store, an empty one, or one that cannot be used."""

import streamlit as st

from dashboard import data, markup
from graph import StoreError, StorytrailError, store_url

REBUILD = "storytrail rebuild"


def welcome() -> None:
    """Offer the sample, and say how to load one's own pages."""
    store = store_url()
    st.html(
        '<section class="welcome"><h1>No news here yet</h1>'
        "<p>Storytrail shows how news events belong together: what an event is related to, why, and what came "
        "before and after. It needs some events to begin with.</p></section>"
    )
    if st.button("Load the sample", key="load_sample", type="primary"):
        _load()
    st.html("<p class='quiet'>A few hundred events of 2011 to 2016, ready in some seconds. Nothing is downloaded.</p>")
    st.html("<h2>Or load your own pages</h2><p>In a terminal:</p>")
    st.code(f"storytrail load FOLDER --store {_quoted(store)}", language=None, wrap_lines=True)
    st.html(
        f'<p class="quiet">The store is <code>{markup.data(store)}</code>. '
        "Another one: <code>storytrail dashboard --store URL</code>.</p>"
    )


def unusable(error: StoreError) -> None:
    """Say why the store cannot be used, and the way out that the error names: a command, or another try."""
    anew = REBUILD in str(error)
    st.html(
        '<section class="welcome" role="alert">'
        f"<h1>{'The graph cannot be read' if anew else 'The store cannot be used'}</h1>"
        f"<p>{markup.sentence(str(error))}</p></section>"
    )
    if anew:
        _command("This makes the graph anew from the documents kept on this machine:", REBUILD)
    if st.button("Try again", key="try_again"):
        data.forget()
        st.rerun()
    if not anew:
        _command(
            "The dashboard reads its settings, such as user and password, when it starts. To change one, end the "
            "dashboard with Ctrl-C in its terminal, set the new value there, and start it again:",
            "storytrail dashboard",
        )
    with st.expander("Details", key="details"):
        st.code(f"{type(error).__name__} ({error.code})\n{error}\n{error.__cause__ or ''}", language=None)


def _command(said: str, command: str) -> None:
    st.html(f"<p>{said}</p>")
    st.code(f"{command} --store {_quoted(store_url())}", language=None, wrap_lines=True)


def broken(error: Exception) -> bool:
    """Say that a page failed for a reason nobody foresaw; returns that it has been said."""
    st.html(
        '<div class="notice" role="alert"><p>This page could not be shown. The terminal that runs the dashboard has '
        f"the whole report.</p><p>{markup.link('/', 'Back to the start')}</p></div>"
    )
    with st.expander("Details", key="broken"):
        st.code(f"{type(error).__name__}: {error}", language=None, wrap_lines=True)
    return True


def _load() -> None:
    with st.status("Loading the sample", expanded=True) as box:
        bar = st.progress(0.0)
        shown = ("", -1)

        def progress(step: str, done: int, total: int) -> None:
            nonlocal shown
            whole = round(100 * done / total) if total else 0
            if (step, whole) != shown:
                shown = (step, whole)
                said = f"{step} {done:,} of {total:,}" if total else step
                bar.progress(min(whole, 100), text=markup.label(said))

        try:
            data.load_sample(progress)
        except StorytrailError as error:
            box.update(label="The sample was not loaded", state="error")
            st.html(f'<p role="alert">{markup.sentence(str(error))}</p>')
            return
        box.update(label="The sample is loaded", state="complete")
    st.rerun()


def _quoted(store: str) -> str:
    return f"'{store}'" if " " in store else store
