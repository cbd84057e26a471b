using System;

namespace EdgeGuard.Fuzz;

/// <summary>The product did something that it promises never to do.</summary>
public sealed class BrokenPromiseException(string what) : Exception(what);
