namespace EdgeGuard.Board.Wiring;

/// <summary>A contact of the module that an installer or a test jig gets at.</summary>
/// <param name="Connector">As printed beside it.</param>
/// <param name="Pin">Its number there.</param>
/// <param name="Mark">What stands beside the pin.</param>
/// <param name="Symbol">Of the connector in the schematic.</param>
/// <param name="At">The net that the pin is in; or the symbol of a part in it, where the net has no name of its own.</param>
public sealed record Terminal(string Connector, string Pin, string Mark, string Symbol, string At);
