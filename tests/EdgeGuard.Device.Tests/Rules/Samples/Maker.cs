namespace EdgeGuard.Device.Tests.Rules.Samples;

/// <summary>Makes an object in every way that the rule must find, and in one method none at all.</summary>
internal sealed class Maker
{
    private readonly IBehind? _behind;
    private int _number;
    private object? _made;

    internal Maker(IBehind? behind)
    {
        _behind = behind;
    }

    private delegate int Answer();

    /// <summary>What was made last.</summary>
    internal object? Made
    {
        get { return _made; }
    }

    internal void Start()
    {
        Nothing();
        Object();
        Array();
        Box();
        Text();
        Local();
        Closure();
        _made = _behind?.Do();
    }

    private void Nothing()
    {
        _number = _number > 7 ? 0 : _number + 1;
    }

    private void Object()
    {
        _made = new Maker(_behind);
    }

    private void Array()
    {
        _made = new int[_number];
    }

    private void Box()
    {
        _made = _number;
    }

    private void Text()
    {
        _made = _number == 1 ? "one".Trim() : "";
    }

    private void Local()
    {
        Pair pair = default;
        pair.First = _number;
        pair.Second = _number;
        _number = pair.First + pair.Second;
    }

    private void Closure()
    {
        Answer answer = () => _number;
        _number = answer();
    }

    private struct Pair
    {
        internal int First;
        internal int Second;
    }
}
