namespace EdgeGuard.Central;

/// <summary>A notice that was not told yet.</summary>
/// <param name="Number">Its place among those that wait.</param>
/// <param name="Notice">What is told.</param>
/// <param name="Due">When it is to be tried again, milliseconds since 1970; 0 for at once.</param>
/// <param name="Tries">How often it was tried.</param>
internal sealed record WaitingNotice(long Number, AlertNotice Notice, long Due, int Tries);
