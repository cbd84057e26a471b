using EdgeGuard.Testing;

namespace EdgeGuard.Guard.Tests;

// What the guard does is the same whether each session has a thread, as on the device, or two loops serve them all, as on Linux.

/// <summary>As <see cref="BusOddResponseTests"/>, over loops.</summary>
[TestClass]
public sealed class BusOddResponseOverLoopsTests : BusOddResponseTests
{
    [TestInitialize]
    public void UseLoops() => GuardBed.UsualLoops.Value = 2;

    [TestCleanup]
    public void UseThreads() => GuardBed.UsualLoops.Value = 0;
}

/// <summary>As <see cref="BusPlcConnectionTests"/>, over loops.</summary>
[TestClass]
public sealed class BusPlcConnectionOverLoopsTests : BusPlcConnectionTests
{
    [TestInitialize]
    public void UseLoops() => GuardBed.UsualLoops.Value = 2;

    [TestCleanup]
    public void UseThreads() => GuardBed.UsualLoops.Value = 0;
}

/// <summary>As <see cref="BusShareTests"/>, over loops.</summary>
[TestClass]
public sealed class BusShareOverLoopsTests : BusShareTests
{
    [TestInitialize]
    public void UseLoops() => GuardBed.UsualLoops.Value = 2;

    [TestCleanup]
    public void UseThreads() => GuardBed.UsualLoops.Value = 0;
}

/// <summary>As <see cref="BusTroubleTests"/>, over loops.</summary>
[TestClass]
public sealed class BusTroubleOverLoopsTests : BusTroubleTests
{
    [TestInitialize]
    public void UseLoops() => GuardBed.UsualLoops.Value = 2;

    [TestCleanup]
    public void UseThreads() => GuardBed.UsualLoops.Value = 0;
}

/// <summary>As <see cref="GatewayAskTests"/>, over loops.</summary>
[TestClass]
public sealed class GatewayAskOverLoopsTests : GatewayAskTests
{
    [TestInitialize]
    public void UseLoops() => GuardBed.UsualLoops.Value = 2;

    [TestCleanup]
    public void UseThreads() => GuardBed.UsualLoops.Value = 0;
}

/// <summary>As <see cref="GatewayCommitTests"/>, over loops.</summary>
[TestClass]
public sealed class GatewayCommitOverLoopsTests : GatewayCommitTests
{
    [TestInitialize]
    public void UseLoops() => GuardBed.UsualLoops.Value = 2;

    [TestCleanup]
    public void UseThreads() => GuardBed.UsualLoops.Value = 0;
}

/// <summary>As <see cref="GatewayConnectionTests"/>, over loops.</summary>
[TestClass]
public sealed class GatewayConnectionOverLoopsTests : GatewayConnectionTests
{
    [TestInitialize]
    public void UseLoops() => GuardBed.UsualLoops.Value = 2;

    [TestCleanup]
    public void UseThreads() => GuardBed.UsualLoops.Value = 0;
}

/// <summary>As <see cref="GatewayIdentityTests"/>, over loops.</summary>
[TestClass]
public sealed class GatewayIdentityOverLoopsTests : GatewayIdentityTests
{
    [TestInitialize]
    public void UseLoops() => GuardBed.UsualLoops.Value = 2;

    [TestCleanup]
    public void UseThreads() => GuardBed.UsualLoops.Value = 0;
}

/// <summary>As <see cref="GatewayIsolationTests"/>, over loops.</summary>
[TestClass]
public sealed class GatewayIsolationOverLoopsTests : GatewayIsolationTests
{
    [TestInitialize]
    public void UseLoops() => GuardBed.UsualLoops.Value = 2;

    [TestCleanup]
    public void UseThreads() => GuardBed.UsualLoops.Value = 0;
}

/// <summary>As <see cref="GatewayLimitTests"/>, over loops.</summary>
[TestClass]
public sealed class GatewayLimitOverLoopsTests : GatewayLimitTests
{
    [TestInitialize]
    public void UseLoops() => GuardBed.UsualLoops.Value = 2;

    [TestCleanup]
    public void UseThreads() => GuardBed.UsualLoops.Value = 0;
}

/// <summary>As <see cref="GatewayPassTests"/>, over loops.</summary>
[TestClass]
public sealed class GatewayPassOverLoopsTests : GatewayPassTests
{
    [TestInitialize]
    public void UseLoops() => GuardBed.UsualLoops.Value = 2;

    [TestCleanup]
    public void UseThreads() => GuardBed.UsualLoops.Value = 0;
}

/// <summary>As <see cref="GatewayPlcTests"/>, over loops.</summary>
[TestClass]
public sealed class GatewayPlcOverLoopsTests : GatewayPlcTests
{
    [TestInitialize]
    public void UseLoops() => GuardBed.UsualLoops.Value = 2;

    [TestCleanup]
    public void UseThreads() => GuardBed.UsualLoops.Value = 0;
}

/// <summary>As <see cref="GatewayPropertyTests"/>, over loops.</summary>
[TestClass]
public sealed class GatewayPropertyOverLoopsTests : GatewayPropertyTests
{
    [TestInitialize]
    public void UseLoops() => GuardBed.UsualLoops.Value = 2;

    [TestCleanup]
    public void UseThreads() => GuardBed.UsualLoops.Value = 0;
}

/// <summary>As <see cref="GatewayReleaseTests"/>, over loops.</summary>
[TestClass]
public sealed class GatewayReleaseOverLoopsTests : GatewayReleaseTests
{
    [TestInitialize]
    public void UseLoops() => GuardBed.UsualLoops.Value = 2;

    [TestCleanup]
    public void UseThreads() => GuardBed.UsualLoops.Value = 0;
}

/// <summary>As <see cref="GatewayStopTests"/>, over loops.</summary>
[TestClass]
public sealed class GatewayStopOverLoopsTests : GatewayStopTests
{
    [TestInitialize]
    public void UseLoops() => GuardBed.UsualLoops.Value = 2;

    [TestCleanup]
    public void UseThreads() => GuardBed.UsualLoops.Value = 0;
}

/// <summary>As <see cref="GatewayValueTests"/>, over loops.</summary>
[TestClass]
public sealed class GatewayValueOverLoopsTests : GatewayValueTests
{
    [TestInitialize]
    public void UseLoops() => GuardBed.UsualLoops.Value = 2;

    [TestCleanup]
    public void UseThreads() => GuardBed.UsualLoops.Value = 0;
}

/// <summary>As <see cref="OddResponseTests"/>, over loops.</summary>
[TestClass]
public sealed class OddResponseOverLoopsTests : OddResponseTests
{
    [TestInitialize]
    public void UseLoops() => GuardBed.UsualLoops.Value = 2;

    [TestCleanup]
    public void UseThreads() => GuardBed.UsualLoops.Value = 0;
}

/// <summary>As <see cref="RtuListenerTests"/>, over loops.</summary>
[TestClass]
public sealed class RtuListenerOverLoopsTests : RtuListenerTests
{
    [TestInitialize]
    public void UseLoops() => GuardBed.UsualLoops.Value = 2;

    [TestCleanup]
    public void UseThreads() => GuardBed.UsualLoops.Value = 0;
}

/// <summary>As <see cref="SeveralPlcPortsTests"/>, over loops.</summary>
[TestClass]
public sealed class SeveralPlcPortsOverLoopsTests : SeveralPlcPortsTests
{
    [TestInitialize]
    public void UseLoops() => GuardBed.UsualLoops.Value = 2;

    [TestCleanup]
    public void UseThreads() => GuardBed.UsualLoops.Value = 0;
}

/// <summary>As <see cref="TraceTests"/>, over loops.</summary>
[TestClass]
public sealed class TraceOverLoopsTests : TraceTests
{
    [TestInitialize]
    public void UseLoops() => GuardBed.UsualLoops.Value = 2;

    [TestCleanup]
    public void UseThreads() => GuardBed.UsualLoops.Value = 0;
}
