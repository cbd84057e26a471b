using System.Text;

namespace EdgeGuard.Policy;

/// <summary>Makes string builders. The interpreter's own default holds
/// 32,767 characters and throws beyond; a policy has up to 65,536.</summary>
public static class TextBuilder
{
    private const int FirstCapacity = 16;

    /// <summary>An empty one that grows as far as memory does.</summary>
    public static StringBuilder New()
    {
        return new StringBuilder(FirstCapacity, int.MaxValue);
    }
}
