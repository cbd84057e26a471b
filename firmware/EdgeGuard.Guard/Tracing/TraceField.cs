namespace EdgeGuard.Guard;

/// <summary>Where the numbers of a record stand in its row.</summary>
internal static class TraceField
{
    internal const int Kind = 0;
    internal const int Session = 1;
    internal const int A = 2;
    internal const int B = 3;
    internal const int Unit = 4;
    internal const int Function = 5;
    internal const int SubFunction = 6;
    internal const int Address = 7;
    internal const int Quantity = 8;
    internal const int Fate = 9;
    internal const int Verdict = 10;
    internal const int Reason = 11;
    internal const int Rule = 12;
    internal const int TookUs = 13;

    // The frame, or the request's PDU: its bytes, those before its first value, and those that were taken down.
    internal const int Length = 14;
    internal const int ValueStart = 15;
    internal const int Kept = 16;

    // The answer's PDU, likewise.
    internal const int ResponseLength = 17;
    internal const int ResponseValueStart = 18;
    internal const int ResponseKept = 19;

    internal const int Count = 20;
}
