using System;

namespace EdgeGuard.Central;

/// <summary>A column of what is exported: the same for CSV and JSON.</summary>
/// <param name="Name">What it is called, in camel case.</param>
/// <param name="Value">A text, a whole number, true or false; null for nothing.</param>
internal sealed record ExportColumn<T>(string Name, Func<T, object?> Value);
