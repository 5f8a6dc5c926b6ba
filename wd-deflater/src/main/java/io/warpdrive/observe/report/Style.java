// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.observe.report;

/** What the page looks like: in light and in dark, on a telephone and on paper. */
final class Style {
    static final String CSS =
            """
            :root { --back: #fcfcfb; --text: #1b1f24; --soft: #5b6470; --line: #dcdfe3; --card: #f2f3f5;
              --rest: #c3c9d1; --deflate: #2f6fde; --inflate: #e08a1e; --range: #1b1f24; }
            @media (prefers-color-scheme: dark) {
              :root { --back: #14171b; --text: #e6e8eb; --soft: #9aa4b0; --line: #30363d; --card: #1d2126;
                --rest: #4a525c; --deflate: #5b93f5; --inflate: #f0a649; --range: #f4f5f7; } }
            * { box-sizing: border-box; }
            body { margin: 0; background: var(--back); color: var(--text);
              font: 16px/1.5 system-ui, -apple-system, "Segoe UI", "Liberation Sans", sans-serif; }
            main { max-width: 68rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
            h1 { font-size: clamp(1.35rem, 1rem + 1.8vw, 2rem); line-height: 1.25; margin: 0 0 .5rem; }
            h2 { font-size: 1.15rem; margin: 2.5rem 0 .75rem; }
            h3 { font-size: .95rem; font-weight: 600; margin: 0 0 .5rem; display: flex; flex-wrap: wrap;
              gap: .25rem 1rem; justify-content: space-between; }
            h3 span { color: var(--soft); font-weight: 400; }
            code, pre { font-family: ui-monospace, "DejaVu Sans Mono", "Liberation Mono", monospace; font-size: .9em;
              overflow-wrap: anywhere; }
            pre { white-space: pre-wrap; background: var(--card); border: 1px solid var(--line); border-radius: 6px;
              padding: .75rem 1rem; margin: 0; }
            .lead, .more, li { color: var(--soft); }
            .lead { margin: 0 0 1.5rem; }
            .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: .75rem; margin: 0; }
            .figures div { background: var(--card); border: 1px solid var(--line); border-radius: 6px; padding: .75rem 1rem; }
            dt { color: var(--soft); font-size: .85rem; }
            dd { margin: 0; font-size: 1.4rem; font-weight: 600; }
            dd.more { font-size: .85rem; font-weight: 400; }
            figure { margin: 0; }
            .bar { margin-bottom: .9rem; }
            .bar div { display: flex; flex-wrap: wrap; gap: 0 .75rem; margin-bottom: .2rem; }
            .bar span { color: var(--soft); }
            svg { display: block; width: 100%; height: 2.25rem; background: var(--card); border-radius: 4px; }
            rect.rest { fill: var(--rest); } rect.deflate { fill: var(--deflate); }
            rect.inflate { fill: var(--inflate); } rect.range { fill: var(--range); fill-opacity: .75; }
            figcaption { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; color: var(--soft); font-size: .85rem; }
            figcaption i { display: inline-block; width: .8em; height: .8em; border-radius: 2px; margin-right: .4em; }
            i.rest { background: var(--rest); } i.deflate { background: var(--deflate); }
            i.inflate { background: var(--inflate); }
            i.range { background: var(--range); opacity: .75; height: .35em; vertical-align: .2em; }
            section { border-top: 1px solid var(--line); padding: .9rem 0 1.1rem; }
            table { border-collapse: collapse; table-layout: fixed; width: 100%; font-size: .88rem; font-variant-numeric: tabular-nums; }
            th { color: var(--soft); font-weight: 400; }
            th, td { text-align: right; padding: .25rem .5rem; white-space: nowrap; }
            th:nth-child(-n+4), td:nth-child(-n+4) { text-align: left; }
            th:nth-child(1) { width: 9%; } th:nth-child(2) { width: 11%; } th:nth-child(3) { width: 9%; }
            th:nth-child(4) { width: 9%; } th:nth-child(5) { width: 11%; } th:nth-child(6) { width: 18%; }
            th:nth-child(7) { width: 9%; } th:nth-child(8) { width: 16%; } th:nth-child(9) { width: 8%; }
            th:first-child, td:first-child { padding-left: 0; } th:last-child, td:last-child { padding-right: 0; }
            tbody tr + tr td { border-top: 1px solid var(--line); }
            li { margin-bottom: .4rem; }
            @media (max-width: 60rem) {
              thead { display: none; }
              tr { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); padding: .5rem 0; }
              tbody tr + tr { border-top: 1px solid var(--line); } tbody tr + tr td { border: 0; }
              td, td:first-child, td:last-child { text-align: left; padding: .15rem .5rem .15rem 0; white-space: normal; }
              td::before { content: attr(data-head); display: block; color: var(--soft); font-size: .8rem; }
            }
            """;

    private Style() {}
}
