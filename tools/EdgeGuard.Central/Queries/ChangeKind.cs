using System.Collections.Generic;
using EdgeGuard.Core;

namespace EdgeGuard.Central;

/// <summary>A kind of what people, or the module itself, change. Immutable.</summary>
/// <param name="Name">As it stands in an address.</param>
/// <param name="Words">As a page has it.</param>
/// <param name="Codes">The events that say so.</param>
internal sealed record ChangeKind(string Name, string Words, IReadOnlyList<EventCode> Codes);
