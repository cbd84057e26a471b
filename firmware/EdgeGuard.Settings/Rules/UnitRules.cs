using EdgeGuard.Policy;

namespace EdgeGuard.Settings;

/// <summary>Which unit is where: each on a line that there is, under one name, and no line without one.</summary>
internal sealed class UnitRules
{
    private const int Ids = 256;

    private readonly PlacedSettings _placed;
    private readonly ProblemList _problems;
    private readonly SerialSetting[] _buses;
    private readonly bool[] _isNamed = new bool[Ids];

    // By line, the last one of which is the way to plc.address: ids that are taken there, and whether there are any.
    private readonly bool[] _isTaken;
    private readonly bool[] _isUsed;

    private UnitRules(PlacedSettings placed, ProblemList problems)
    {
        _placed = placed;
        _problems = problems;
        _buses = PlcPortPlan.ReadBuses(placed.Settings);
        _isTaken = new bool[(_buses.Length + 1) * Ids];
        _isUsed = new bool[_buses.Length + 1];
    }

    internal static void Units(PlacedSettings placed, ProblemList problems)
    {
        var rules = new UnitRules(placed, problems);
        string[] values = placed.Settings.All(SettingKeys.Unit);
        for (int i = 0; i < values.Length; i++) rules.Check(UnitSetting.Read(values[i], out _)!, values[i]);
        rules.CheckBuses();
    }

    private void Check(UnitSetting unit, string value)
    {
        int on = unit.IsOnBus ? SerialRules.Find(_buses, unit.Line) : _buses.Length;
        bool isBusRefused = _buses.Length == 0 && _placed.Line(SettingKeys.Bus) > 0;
        if (on < 0 && !isBusRefused)
        {
            Error(
                value, "there is no bus called " + unit.Line,
                "add a line 'bus " + unit.Line + " PORT BAUD FORMAT', or name one that there is");
        }
        if (!unit.IsOnBus && !_placed.Settings.IsOn(SettingKeys.PlcAddress))
        {
            Error(value, "'on plc' is the line to plc.address, which is not set", "set plc.address, or name a bus");
        }
        if (on < 0) return;
        _isUsed[on] = true;
        Mark(unit, on, value);
    }

    private void Mark(UnitSetting unit, int on, string value)
    {
        for (int i = unit.First; i <= unit.Last; i++)
        {
            int place = on * Ids + unit.FirstOnLine + i - unit.First;
            if (_isNamed[i])
            {
                Error(value, "unit names " + i.ToString() + " twice", "keep one of the lines");
                return;
            }
            if (_isTaken[place])
            {
                Error(
                    value, "unit " + i.ToString() + " is a second name for a unit of " + unit.Line,
                    "keep one: the policy's lines for one name would not bind the other");
                return;
            }
            _isNamed[i] = true;
            _isTaken[place] = true;
        }
    }

    private void CheckBuses()
    {
        for (int i = 0; i < _buses.Length; i++)
        {
            if (_isUsed[i]) continue;
            _problems.Error(
                _placed.Line(SettingKeys.Bus), 0, _buses[i].Name, "no unit is on bus " + _buses[i].Name,
                "add a line 'unit 1-247 on " + _buses[i].Name + "', or with the units that there are");
        }
    }

    private void Error(string value, string message, string remedy)
    {
        _problems.Error(_placed.Line(SettingKeys.Unit), 0, value, message, remedy);
    }
}
