namespace EdgeGuard.Settings;

/// <summary>Which keys differ between two settings, by when a change of theirs takes effect. Pure.</summary>
public static class SettingChanges
{
    /// <summary>Whether the guard that runs by <paramref name="before"/> must give way to a new one.</summary>
    public static bool NeedNewGuard(ModuleSettings before, ModuleSettings after)
    {
        return Between(before, after, Effect.Guard, Effect.Guard).Length > 0;
    }

    /// <summary>The keys that wait for the next start of the process.</summary>
    /// <param name="begun">What the process began with; null: without settings, and with sizes of its own.</param>
    /// <param name="now">What is in force.</param>
    public static string[] WaitForStart(ModuleSettings? begun, ModuleSettings now)
    {
        return begun == null ? Between(now, null, Effect.Process, Effect.Process) : Between(begun, now, Effect.Process, Effect.Process);
    }

    /// <summary>As <see cref="WaitForStart"/>, of a process that has one guard from its start to its end.</summary>
    public static string[] WaitForGuard(ModuleSettings begun, ModuleSettings now)
    {
        return Between(begun, now, Effect.Guard, Effect.Process);
    }

    // The keys with an effect from first to last whose values differ; all of them where there is nothing to compare with.
    private static string[] Between(ModuleSettings before, ModuleSettings? after, Effect first, Effect last)
    {
        var changed = new string[SettingKeys.Count];
        int count = 0;
        for (int i = 0; i < changed.Length; i++)
        {
            SettingKey key = SettingKeys.At(i);
            bool isOne = key.Effect >= first && key.Effect <= last;
            if (isOne && (after == null || Differs(before, after, key.Name))) changed[count++] = key.Name;
        }
        var exact = new string[count];
        for (int i = 0; i < count; i++) exact[i] = changed[i];
        return exact;
    }

    /// <summary>Whether a key has another value, or other ones.</summary>
    public static bool Differs(ModuleSettings before, ModuleSettings after, string key)
    {
        string[] old = before.All(key);
        string[] @new = after.All(key);
        if (before.Text(key) != after.Text(key) || old.Length != @new.Length) return true;
        for (int i = 0; i < old.Length; i++)
        {
            if (old[i] != @new[i]) return true;
        }
        return false;
    }
}
