// What the writers make of `Samples`, as a reader gets it.

/// Whole texts to compare with.
enum GoldenTexts {
    static let article = #"""
        # Lesson 8: ReplicaSet 副本集

        *Orrery 0.1, a clockwork Kubernetes · 3 nodes · seed 7*

        ## Three instead of one

        Ask for **three**.
        Nothing moves yet.

        The lesson types:

        ```console
        t=0s rev 41 › scale rs/web --replicas=3
        ```

        ```text
        replicaset.apps/web scaled
        ```

        ```console
        t=0s rev 42 › step
        ```

        ```text
        ▸ sync 57   default/web
          ~ status.replicas: 1 → 3
        ```

        <details>
        <summary>sync 57 in full</summary>

        ```text
        ▸ sync 57   default/web
          saw   cache at rev 42
          ~ status.replicas: 1 → 3
        ```

        </details>

        *t=0.271s, revision 47*

        > **Predict.** How many Pods after `delete`?
        >
        > - a) 2
        > - **b) 3** ←
        > - c) 4
        >
        > ✗ You said b) 3; the cluster answered c) 4.
        >
        > Deletion only *starts* now.

        ✓ **Checked:** 4 Pods *(get po: 4 rows)*

        > **Note.** level \<b\>triggered\</b\>\
        > ask \*why\*

        > **Quiz.** Who deletes?
        >
        > ✓ You said the kubelet: right.

        **Rollout of deployment/web**

        ```text
                         0s  10s
        old              ██▒·   0
        new 新           ·░▓█
        available   3 ┤  ━━━━   min 3 ok
        total       4 ┤   ━━    max 4 ok
                    3 ┤  ━  ━
        ```

        ```text
        no such command
        ```

        ---

        ## Run it again

        The same seed, options and journal give the same session, byte by byte.

        | option | value |
        |---|---|
        | version | 0.1 |
        | seed | 7 |
        | nodes | 3 |
        | start | 2026-01-05T08:00:00Z |
        | profile | calm |
        | lessons | replicaset |
        | chaos | off |

        ```console
        orrery replay session.json
        ```

        """#

    static let recording = #"""
        {"height":10,"title":"A session with Orrery","version":2,"width":40}
        [0.000, "o", "\u001b[2m› \u001b[0m"]
        [0.400, "o", "g"]
        [0.455, "o", "e"]
        [0.510, "o", "t"]
        [0.565, "o", " "]
        [0.620, "o", "节"]
        [0.675, "o", "点"]
        [0.730, "o", "\r\n"]
        [0.980, "o", "\u001b[31mgone\u001b[0m\r\n"]
        [1.005, "o", "a^[[2J\r\n"]
        [1.492, "o", "\r\n"]
        [1.517, "o", "One `word`.\r\n"]
        [1.542, "o", "\r\n"]

        """#
}
