namespace EdgeGuard.Shell;

/// <summary>Takes the answer to a question, or a text that was pasted.</summary>
internal delegate void InputHandler(string text);
