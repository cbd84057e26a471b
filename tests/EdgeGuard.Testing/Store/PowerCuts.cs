using System;

namespace EdgeGuard.Testing.Store;

/// <summary>Cuts the power at every write of a story, and in every way, and looks at what comes back.</summary>
public static class PowerCuts
{
    /// <param name="before">The medium that each telling of the story begins with.</param>
    /// <param name="story">Opens what it needs on the store, and changes things. Told until it ends without a cut.</param>
    /// <param name="check">Opens the store after the cut; fails the test if what it finds is neither old nor new. The flag tells
    /// whether the story had ended.</param>
    /// <returns>How many power cuts there were.</returns>
    public static int Everywhere(TornStore before, Action<TornStore> story, Action<TornStore, bool> check)
    {
        int cuts = 0;
        for (int at = 0; ; at++)
        {
            bool hasEnded = false;
            foreach (Tear tear in Enum.GetValues<Tear>())
            {
                TornStore store = before.Restart();
                store.CutAt = at;
                store.Tear = tear;
                hasEnded = Tell(store, story);
                check(store.Restart(), hasEnded);
                if (hasEnded) break;
                cuts++;
            }
            if (hasEnded) return cuts;
        }
    }

    private static bool Tell(TornStore store, Action<TornStore> story)
    {
        try
        {
            story(store);
            return true;
        }
        catch (PowerCutException)
        {
            return false;
        }
    }
}
