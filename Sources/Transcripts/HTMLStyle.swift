// The style sheet of a page. Colours keep a contrast of at least 4.5 : 1 to what is behind them,
// by day and by night.

/// The one style sheet.
enum HTMLStyle {
    static let sheet = colours + layout + prose + terminal + cards + pictures + paper

    private static let colours = """
        :root {
          color-scheme: light dark;
          --paper: #faf8f3; --ink: #23262b; --soft: #5f6368; --rule: #ddd7ca;
          --box: #f2eee4; --brass: #85570c; --brass-soft: #c79a4b; --link: #1d5c93;
          --term: #ffffff; --head: #f4f0e7; --plus: #17692f; --minus: #b3261e; --tilde: #7d5700;
          --key: #1d5c93; --str: #17692f; --num: #8a3d8f;
          --good: #17692f; --bad: #b3261e; --good-box: #eef6ec; --bad-box: #fcefec;
          --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans",
            "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC",
            "Noto Sans SC", sans-serif;
          --serif: "Iowan Old Style", "Palatino Linotype", Palatino, "Noto Serif", Georgia,
            "Songti SC", "Noto Serif CJK SC", "Noto Sans CJK SC", serif;
          --mono: ui-monospace, "SF Mono", "Cascadia Mono", "JetBrains Mono", Menlo, Consolas,
            "DejaVu Sans Mono", "Liberation Mono", "Sarasa Mono SC", "Noto Sans Mono CJK SC",
            monospace;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --paper: #16181c; --ink: #e3e1db; --soft: #a3a6ab; --rule: #363a41;
            --box: #1f2227; --brass: #e0b565; --brass-soft: #a87f38; --link: #86bdf0;
            --term: #111317; --head: #1f2227; --plus: #7fce8f; --minus: #ff9a8f; --tilde: #e3bd62;
            --key: #86bdf0; --str: #9fd6a8; --num: #d9a6dd;
            --good: #7fce8f; --bad: #ff9a8f; --good-box: #17241a; --bad-box: #2a1a19;
          }
        }

        """

    private static let layout = """
        *, *::before, *::after { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; }
        body { margin: 0; background: var(--paper); color: var(--ink);
          font: 400 1.0625rem/1.65 var(--sans); }
        .skip { position: absolute; left: -99rem; }
        .skip:focus { left: 1rem; top: 1rem; background: var(--paper); padding: .5rem 1rem; }
        a { color: var(--link); text-underline-offset: .15em; text-decoration-thickness: .06em; }
        :focus-visible { outline: 2px solid var(--brass); outline-offset: 2px; border-radius: 3px; }
        .top, .page { max-width: 46rem; margin: 0 auto; padding: 0 1.25rem; }
        .top { display: flex; gap: 1.5rem; align-items: center; padding-top: 3.5rem;
          padding-bottom: 2.25rem; }
        .top > div { min-width: 0; }
        .logo { width: 4.75rem; flex: none; }
        .orbit { fill: none; stroke: var(--brass-soft); stroke-width: 1.25; }
        .sun, .planet { fill: var(--brass); }
        .kicker { margin: 0; color: var(--brass); font-size: .8125rem; letter-spacing: .04em; }
        h1, h2, h3 { font-family: var(--serif); line-height: 1.2; font-weight: 600;
          text-wrap: balance; overflow-wrap: anywhere; }
        h1 { font-size: clamp(1.75rem, 1.2rem + 2.6vw, 2.75rem); margin: .15em 0 .25em;
          letter-spacing: -.01em; }
        h2 { font-size: 1.75rem; margin: 3.5rem 0 1rem; }
        h3 { font-size: 1.375rem; margin: 3.25rem 0 1rem; padding-top: 1.25rem;
          border-top: 1px solid var(--rule); }
        h4, h5, h6 { font-size: 1.0625rem; margin: 1.75rem 0 .5rem; }
        main > h2:first-child, h2 + h3 { margin-top: 0; }
        h2 + h3 { border-top: 0; padding-top: 0; }
        h2, h3 { scroll-margin-top: 1rem; }
        .facts { margin: 0; color: var(--soft); font-size: .9375rem; }
        nav { font-size: .9375rem; line-height: 1.45; background: var(--box);
          border-radius: 10px; padding: 1rem 1.25rem; margin-bottom: 2.5rem; }
        nav h2 { font: 600 .8125rem/1.4 var(--sans); color: var(--soft); margin: 0 0 .5rem; }
        nav ol { list-style: none; margin: 0; padding: 0; }
        nav ol ol { margin: .25rem 0 .75rem; padding-left: .9rem;
          border-left: 2px solid var(--rule); }
        nav li { margin: .35rem 0; }
        nav a { color: var(--ink); text-decoration: none; overflow-wrap: anywhere; }
        nav a:hover { color: var(--link); text-decoration: underline; }
        nav > ol > li > a { font-weight: 600; }
        @media (min-width: 68rem) {
          .top { max-width: 66rem; }
          .page.wide { max-width: 66rem; display: grid; gap: 3.5rem;
            grid-template-columns: 14rem minmax(0, 46rem); align-items: start; }
          nav { position: sticky; top: 1.5rem; max-height: calc(100vh - 3rem); overflow: auto; }
          .top { gap: 1.75rem; }
        }

        """

    private static let prose = """
        p, ul, ol { margin: 0 0 1.1em; }
        .prose > :not(pre, .scroll) { max-width: 40rem; }
        li { margin: .25em 0; }
        code, kbd, pre { font-family: var(--mono); font-variant-ligatures: none; }
        code { font-size: .875em; background: var(--box); padding: .12em .35em;
          border-radius: 4px; overflow-wrap: anywhere; }
        pre { margin: 0; font-size: .8125rem; line-height: 1.5; overflow-x: auto; tab-size: 4; }
        pre.code { background: var(--box); border-radius: 8px; padding: .9rem 1.1rem;
          margin: 0 0 1.4em; }
        blockquote { margin: 0 0 1.4em; padding: .1rem 0 .1rem 1.1rem;
          border-left: 3px solid var(--brass-soft); color: var(--soft); }
        blockquote p { margin: 0 0 .5em; }
        .note { color: var(--ink); }
        .scroll { overflow-x: auto; margin: 0 0 1.4em; }
        table { border-collapse: collapse; font-size: .9375rem; }
        th, td { text-align: left; vertical-align: top; padding: .4rem 1.25rem .4rem 0;
          border-bottom: 1px solid var(--rule); }
        th { font-weight: 600; }
        .tag { color: var(--brass); font-size: .8125rem; font-weight: 600; }
        .moment { display: flex; align-items: center; gap: 1rem; color: var(--soft);
          font: .8125rem var(--mono); margin: 1.75rem 0; }
        .moment::before, .moment::after { content: ""; flex: 1; border-top: 1px dashed var(--rule); }

        """

    private static let terminal = """
        .term { background: var(--term); border: 1px solid var(--rule); border-radius: 10px;
          margin: 0 0 1.6rem; overflow: hidden; }
        .term .line { margin: 0; padding: .6rem 1.1rem; background: var(--head);
          font: .8125rem/1.5 var(--mono); overflow-wrap: anywhere; white-space: pre-wrap; }
        .prompt { color: var(--soft); }
        kbd { font-size: inherit; font-weight: 700; }
        .line .tag { font-family: var(--sans); font-weight: 400; white-space: nowrap;
          margin-left: .75rem; }
        .out { padding: .8rem 1.1rem; }
        .out.error { color: var(--bad); box-shadow: inset 3px 0 var(--bad); }
        .out + .out { padding-top: 0; }
        details { border-top: 1px dashed var(--rule); }
        summary { cursor: pointer; padding: .5rem 1.1rem; color: var(--link);
          font-size: .875rem; }
        summary:hover { text-decoration: underline; }
        details .out { padding-top: .25rem; }
        .b { font-weight: 700; } .d { color: var(--soft); } .g { color: var(--plus); }
        .r { color: var(--minus); } .y { color: var(--tilde); }
        .k { color: var(--key); } .s { color: var(--str); } .n { color: var(--num); }
        .c { color: var(--soft); font-style: italic; }

        """

    private static let cards = """
        .card { background: var(--box); border-radius: 10px; padding: 1rem 1.25rem;
          margin: 0 0 1.6rem; border-left: 4px solid var(--rule); }
        .card.yes { background: var(--good-box); border-left-color: var(--good); }
        .card.no { background: var(--bad-box); border-left-color: var(--bad); }
        .card .tag { margin: 0 0 .15rem; }
        .card .question { font: 600 1.125rem/1.4 var(--serif); margin: 0 0 .6rem; }
        .card code { background: color-mix(in srgb, var(--ink) 8%, transparent); }
        @counter-style answer { system: extends lower-alpha; suffix: ") "; }
        .options { list-style: answer; padding-left: 1.5rem; margin: 0 0 .75rem; }
        .options .given { font-weight: 700; }
        .options .remark { font-weight: 400; font-size: .875rem; color: var(--soft); }
        .options .right .remark { color: var(--good); }
        .outcome { margin: 0; font-weight: 600; }
        .yes .mark { color: var(--good); } .no .mark { color: var(--bad); }
        .why { margin-top: .4rem; } .why > :last-child { margin-bottom: 0; }
        .check { margin: 0 0 1rem; } .check + .check { margin-top: -.5rem; }
        .mark { font-weight: 700; }
        .evidence { color: var(--soft); font: .8125rem var(--mono); overflow-wrap: anywhere; }
        .again { margin-top: 4rem; padding: 2rem 0 3rem; border-top: 1px solid var(--rule); }
        .again h2 { margin-top: 0; }

        """

    private static let pictures = """
        figure { margin: 0 0 1.6rem; }
        figure .scroll { background: var(--term); border: 1px solid var(--rule);
          border-radius: 10px; padding: 1rem 1.1rem .5rem; margin: 0; }
        figure svg { display: block; width: 100%; min-width: 36rem; height: auto; }
        figcaption { font-size: .875rem; color: var(--soft); margin-top: .5rem; }
        svg text { font: 12px var(--mono); fill: var(--ink); }
        svg .tick, svg .scale, svg .remark { fill: var(--soft); }
        svg .tick.mid { text-anchor: middle; }
        svg .tick.end, svg .scale { text-anchor: end; }
        .grid { stroke: var(--rule); stroke-dasharray: 2 4; }
        .level { stroke: var(--rule); }
        rect { fill: var(--brass); }
        .l0 { fill-opacity: .07; } .l1 { fill-opacity: .25; } .l2 { fill-opacity: .45; }
        .l3 { fill-opacity: .7; } .l4 { fill-opacity: 1; }
        .mark-box { fill-opacity: .2; stroke: var(--term); stroke-width: 2; }
        .curve { fill: none; stroke: var(--link); stroke-width: 2.5; }

        """

    private static let paper = """
        @media (max-width: 30rem) {
          body { font-size: 1rem; }
          .top { padding-top: 1.75rem; padding-bottom: 1.5rem; gap: 1rem; align-items: start; }
          .logo { width: 3.25rem; margin-top: .25rem; }
          .top, .page { padding-left: 1rem; padding-right: 1rem; }
          pre, .term .line { font-size: .75rem; }
          .out, .term .line, summary { padding-left: .8rem; padding-right: .8rem; }
        }
        @media print {
          :root { color-scheme: light; --paper: #fff; --ink: #000; --soft: #444; --rule: #bbb;
            --box: #f4f4f4; --term: #fff; --head: #f4f4f4; --brass: #6b4508; --link: #14466f;
            --plus: #0f5223; --minus: #8f1b14; --tilde: #5f4200; --key: #14466f;
            --str: #0f5223; --num: #6c2b70; --good: #0f5223; --bad: #8f1b14;
            --good-box: #f4f4f4; --bad-box: #f4f4f4; }
          @page { margin: 18mm 16mm; }
          body { font-size: 10.5pt; }
          .skip { display: none; }
          .top, .page, .page.wide { max-width: none; display: block; padding: 0; }
          .top { display: flex; padding-bottom: 1rem; }
          nav { position: static; max-height: none; overflow: visible; }
          nav a, a { color: inherit; text-decoration: none; }
          h2, h3, summary, .line, figcaption { break-after: avoid; }
          h2 { break-before: page; }
          nav h2, main > h2:first-child, .again h2 { break-before: auto; }
          .card, figure, .check, .note, .again, .term, pre.code, tr { break-inside: avoid; }
          p, li { orphans: 3; widows: 3; }
          pre { white-space: pre-wrap; overflow-wrap: anywhere; overflow: visible; font-size: 8pt; }
          .term { overflow: visible; }
          .scroll { overflow: visible; }
          figure svg { min-width: 0; }
          details::details-content { content-visibility: visible; display: block; height: auto; }
          summary { list-style: none; color: var(--soft); }
          rect, .card, .line, nav { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
        }

        """
}
