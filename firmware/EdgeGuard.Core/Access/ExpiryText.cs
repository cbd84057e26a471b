namespace EdgeGuard.Core;

/// <summary>What runs out, and when, in words for everybody.</summary>
public static class ExpiryText
{
    /// <summary>Such as <c>the module's certificate runs out in 6 days</c>.</summary>
    /// <param name="kind">What.</param>
    /// <param name="days">Whole days left; less than 0: it has run out.</param>
    public static string Line(CredentialKind kind, int days)
    {
        if (days < 0) return CredentialKindText.Of(kind) + " HAS RUN OUT";
        return CredentialKindText.Of(kind) + " runs out in " + (days == 0 ? "less than a day" : Days(days));
    }

    /// <summary>A number of days, from 1.</summary>
    public static string Days(int days)
    {
        return days == 1 ? "1 day" : days.ToString() + " days";
    }
}
